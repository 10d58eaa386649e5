using System.CommandLine;
using System.Runtime.InteropServices;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What a program brings with it that scores, trains, or has TorchSharp's backend.</summary>
internal sealed class DeploymentCommand() : BenchmarkCommand(
    "deployment", "Measure what a program brings with it that only scores, that trains, and that has libtorch.", "Not self-contained.")
{
    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        string folder = Directory.CreateTempSubdirectory("rnn-deployment-").FullName, model = Path.Combine(folder, "model.zip");
        try
        {
            ChildProcess.Run(SampleConsole.Assembly, ["--steps", "501", "--model", model], folder);
            DeployedProgram.PackLibraries(folder);
            DeployedProgram[] programs =
            [
                new(folder, "RnnTrainer.Scoring"), new(folder, "RnnTrainer"), new(folder, "RnnTrainer", "TorchSharp-cpu"),
            ];
            List<string[]> rows = [];
            foreach (bool selfContained in quick ? [false] : new[] { false, true })
            {
                PublishedFolder[] published = [.. programs.Select(program => program.Publish(selfContained))];
                if (published.Select(program => program.Run(model)).Distinct().Count() > 1)
                    throw new InvalidOperationException($"The programs do not predict the same with {model}.");
                rows.AddRange(programs.Zip(published, (program, output) => Row(program, selfContained, output, published[0])));
            }

            string system = RuntimeInformation.RuntimeIdentifier;
            string[] columns = ["packages", "published", "files", "MB", "of which TorchSharp and libtorch, MB", "times as large"];
            return (new ResultFile("deployment.md", "What a program brings with it",
                Machine.Table("deployment-machine", quick ? "deployment --quick" : "deployment"),
                $"""
                The output of `dotnet publish -r {system}` for the program `src/ScoringSample`, which loads a model and
                scores MNIST's test digits, with the package RnnTrainer.Scoring; with RnnTrainer, which trains too; and with RnnTrainer and
                TorchSharp-cpu. All predict the same. A self-contained program brings .NET with it. 1 MB is 1,000,000 bytes.

                """,
                MarkdownTable.Block("deployment", columns, rows)), 0);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string[] Row(DeployedProgram program, bool selfContained, PublishedFolder folder, PublishedFolder smallest) =>
    [
        program.Packages, selfContained ? "self-contained" : "for an installed .NET",
        Invariant($"{folder.Files}"), Invariant($"{folder.Bytes / 1e6:0.0}"),
        Invariant($"{folder.TorchBytes / 1e6:0.0}"), Invariant($"{(double)folder.Bytes / smallest.Bytes:0.0}"),
    ];
}
