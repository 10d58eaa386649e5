using System.Runtime.InteropServices;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What a program that only scores brings with it, beside the same program with TorchSharp's backend.</summary>
internal sealed class DeploymentCommand() : BenchmarkCommand(
    "deployment", "Measure what a program that only scores brings with it, with and without TorchSharp.", "Not self-contained.")
{
    protected override (ResultFile Results, int ExitCode) Measure(bool quick)
    {
        string folder = Directory.CreateTempSubdirectory("rnn-deployment-").FullName, model = Path.Combine(folder, "model.zip");
        try
        {
            ChildProcess.Run(SampleConsole.Assembly, ["--steps", "501", "--model", model], folder);
            DeployedProgram.PackLibraries(folder);
            DeployedProgram scoring = new(folder, "RnnTrainer.Scoring"), torch = new(folder, "RnnTrainer", "TorchSharp-cpu");
            List<(bool SelfContained, PublishedFolder Scoring, PublishedFolder Torch)> published = [];
            foreach (bool selfContained in quick ? [false] : new[] { false, true })
            {
                PublishedFolder ours = scoring.Publish(selfContained), theirs = torch.Publish(selfContained);
                if (ours.Run(model) != theirs.Run(model))
                    throw new InvalidOperationException($"The two programs do not predict the same with {model}.");
                published.Add((selfContained, ours, theirs));
            }

            return (new ResultFile("deployment.md", "What a program that only scores brings with it",
                Machine.Table("deployment-machine", quick ? "deployment --quick" : "deployment"),
                $"""
                The output of `dotnet publish -r {RuntimeInformation.RuntimeIdentifier}` for the program `src/ScoringSample`: it loads a model and scores
                MNIST's test digits. The same source once with the package RnnTrainer.Scoring, once with RnnTrainer and TorchSharp-cpu;
                both predict the same. A self-contained program brings .NET with it. 1 MB is 1,000,000 bytes.

                """,
                MarkdownTable.Block("deployment", ["packages", "published", "files", "MB", "of which TorchSharp and libtorch, MB", "times as large"],
                    from pair in published
                    from row in new[] { Row(scoring, pair.SelfContained, pair.Scoring, pair.Scoring), Row(torch, pair.SelfContained, pair.Torch, pair.Scoring) }
                    select row)), 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Row(DeployedProgram program, bool selfContained, PublishedFolder folder, PublishedFolder smallest) =>
    [
        program.Packages, selfContained ? "self-contained" : "for an installed .NET", Invariant($"{folder.Files}"), Invariant($"{folder.Bytes / 1e6:0.0}"),
        Invariant($"{folder.TorchBytes / 1e6:0.0}"), Invariant($"{(double)folder.Bytes / smallest.Bytes:0.0}"),
    ];
}
