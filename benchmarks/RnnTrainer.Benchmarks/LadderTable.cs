using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>The runs of the accuracy ladder as tables.</summary>
internal static class LadderTable
{
    /// <summary>One row for each recipe: mean, smallest and largest over its seeds.</summary>
    public static string Recipes(string block, IEnumerable<(LadderRecipe Recipe, IReadOnlyList<LadderRun> Runs)> results) =>
        MarkdownTable.Block(block,
            ["recipe", "hidden", "parameters", "epochs", "seeds", "validation accuracy", "test accuracy", "target", "met",
                "Fit, s", "machine"],
            from result in results
            where result.Runs.Count > 0
            let options = result.Recipe.Options
            let test = MeanAndRange(result.Runs.Select(run => run.Test))
            select (string[])
            [
                result.Recipe.Title, Invariant($"{options.HiddenSize}"), Invariant($"{result.Runs[0].Parameters:N0}"),
                Invariant($"{options.Epochs}"), Invariant($"{result.Runs.Count}"),
                MeanAndRange(result.Runs.Select(run => run.Validation)).Show("0.0000"), test.Show("0.0000"),
                Invariant($"{result.Recipe.Target:0.0000}"), test.Meets(result.Recipe.Target),
                MeanAndRange(result.Runs.Select(run => run.Seconds)).Show("0"),
                string.Join(" / ", result.Runs.Select(run => run.Machine).Distinct()),
            ]);

    /// <summary>One row for each run.</summary>
    public static string Seeds(string block, IEnumerable<(LadderRecipe Recipe, IReadOnlyList<LadderRun> Runs)> results) =>
        MarkdownTable.Block(block,
            ["recipe", "seed", "validation accuracy", "test accuracy", "Fit, s"],
            from result in results
            from run in result.Runs
            select (string[])
            [
                result.Recipe.Title, Invariant($"{run.Seed}"), Invariant($"{run.Validation:0.0000}"), Invariant($"{run.Test:0.0000}"),
                Invariant($"{run.Seconds:0}"),
            ]);

    // The middle of this spread is the mean.
    private static Spread MeanAndRange(IEnumerable<double> figures)
    {
        double[] values = [.. figures];
        return new(values.Average(), values.Min(), values.Max());
    }
}
