using System.Diagnostics;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>What a network predicts for engines that it has not seen.</summary>
/// <param name="Recipe">What made it.</param>
/// <param name="Seed">Of the run.</param>
/// <param name="Predictions">Of the remaining life.</param>
/// <param name="Seconds">Wall time of <c>Fit</c>.</param>
internal sealed record CmapssRun(CmapssRecipe Recipe, int Seed, IReadOnlyList<RemainingLife> Predictions, double Seconds)
{
    private const int HeldOut = 20;

    /// <summary>Trains without some engines, another choice for each seed, and predicts for these, cut short at random.</summary>
    public static CmapssRun HoldOut(MLContext ml, CmapssRecipe recipe, IReadOnlyList<EngineRun> engines, int seed)
    {
        EngineRun[] shuffled = [.. engines];
        new Random(seed).Shuffle(shuffled);
        EngineRun[] heldOut = shuffled[..HeldOut];
        return Train(ml, recipe, shuffled[HeldOut..], seed, heldOut, scores => RemainingLife.AtCuts(heldOut, scores, seed));
    }

    /// <summary>Trains with all engines, and predicts at the last cycle of others.</summary>
    public static CmapssRun Test(
        MLContext ml, CmapssRecipe recipe, IReadOnlyList<EngineRun> engines, IReadOnlyList<EngineRun> others, int seed) =>
        Train(ml, recipe, engines, seed, others, scores => RemainingLife.AtTheEnd(others, scores));

    /// <summary>Root of the mean squared error in cycles.</summary>
    public double Rmse(MLContext ml, bool capped) => RemainingLife.Rmse(ml, Predictions, capped);

    /// <summary>How well the quantiles of <see cref="CmapssRecipe.Band"/> fit.</summary>
    public RnnQuantileMetrics Quantiles(MLContext ml) => RemainingLife.Band(ml, Predictions, Recipe.Options.Loss!.Levels!);

    private static CmapssRun Train(MLContext ml, CmapssRecipe recipe, IReadOnlyList<EngineRun> engines, int seed,
        IReadOnlyList<EngineRun> others, Func<IEnumerable<float[]>, IReadOnlyList<RemainingLife>> predictions)
    {
        long start = Stopwatch.GetTimestamp();
        RnnTransformer network = recipe.Train(ml, engines, seed);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        CmapssRun run = new(recipe, seed, predictions(CmapssRecipe.Score(ml, network, others)), seconds);
        double error = run.Rmse(ml, capped: true);
        Console.Error.WriteLine(Invariant(
            $"{recipe.Title}, seed {seed}, {engines.Count} engines: RMSE {error:0.00} on the others ({seconds:0.0} s)"));
        return run;
    }
}
