using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Compares recipes for MNIST on held-out training digits. The test digits are not read.</summary>
internal sealed class ChooseCommand : Command
{
    private const int HeldOut = 10_000;

    private readonly Option<string[]> names = new("--candidate")
    {
        Description = "Recipes to compare.",
        DefaultValueFactory = _ => [.. LadderCandidates.All.Select(candidate => candidate.Name)],
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<int> seeds = new("--seeds")
    {
        Description = "Runs of each, with the seeds from 1 on.",
        HelpName = "count",
        DefaultValueFactory = _ => 1,
    };

    private readonly Option<int?> rows = new("--rows")
    {
        Description = Invariant($"Digits to train on, for a quick look. [default: all but the {HeldOut:N0} held out]"),
        HelpName = "count",
    };

    private readonly Option<double> epochsScale = new("--epochs-scale")
    {
        Description = "So many times the epochs of each recipe, at least one.",
        HelpName = "factor",
        DefaultValueFactory = _ => 1,
    };

    public ChooseCommand() : base(
        "choose", Invariant($"Compare candidates for the best rung of the ladder on {HeldOut:N0} training digits that are held out."))
    {
        names.AcceptOnlyFromAmong([.. LadderCandidates.All.Select(candidate => candidate.Name)]);
        Add(names);
        Add(seeds);
        Add(rows);
        Add(epochsScale);
        SetAction(Run);
    }

    private void Run(ParseResult parsed)
    {
        MLContext ml = new();
        LadderData data = new(ml, HeldOut, parsed.GetValue(rows));
        string[] chosen = parsed.GetValue(names)!;
        LadderRecipe[] candidates =
        [
            .. from candidate in LadderCandidates.All
               where chosen.Contains(candidate.Name)
               select candidate.Scaled(parsed.GetValue(epochsScale)),
        ];
        Console.Write(MarkdownTable.Block("choice", ["recipe", "epochs", "seeds", "held-out accuracy", "held-out log-loss", "Fit, s"],
            from candidate in candidates
            let runs = Enumerable.Range(1, parsed.GetValue(seeds)).Select(seed => Train(ml, data, candidate, seed)).ToArray()
            select (string[])
            [
                candidate.Title, Invariant($"{candidate.Options.Epochs}"), Invariant($"{runs.Length}"),
                Spread.Of([.. runs.Select(run => run.Accuracy)]).Show("0.0000"),
                Spread.Of([.. runs.Select(run => run.LogLoss)]).Show("0.0000"),
                Spread.Of([.. runs.Select(run => run.Seconds)]).Show("0"),
            ]));
    }

    private static (double Accuracy, double LogLoss, double Seconds) Train(MLContext ml, LadderData data, LadderRecipe candidate, int seed)
    {
        long start = Stopwatch.GetTimestamp();
        LadderProgress progress = new(candidate, seed, workAfter: 0);
        RnnTransformer network = ml.MulticlassClassification.Trainers
            .Rnn(candidate.Options with { Seed = seed, Progress = progress.Report }).Fit(data.Train);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        MulticlassClassificationMetrics heldOut = ml.MulticlassClassification.Evaluate(network.Transform(data.Validation));
        Console.Error.WriteLine(Invariant($"{candidate.Name}, seed {seed}: held-out accuracy {heldOut.MicroAccuracy:0.0000}, ")
            + Invariant($"log-loss {heldOut.LogLoss:0.0000} ({seconds:0} s)"));
        return (heldOut.MicroAccuracy, heldOut.LogLoss, seconds);
    }
}
