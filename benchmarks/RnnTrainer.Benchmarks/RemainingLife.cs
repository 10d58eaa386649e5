using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>The remaining cycles of an engine at one of its cycles, and what a network predicts there.</summary>
internal sealed class RemainingLife
{
    public float Label { get; init; }

    /// <summary>One value, or a quantile for each level.</summary>
    public float[] Quantiles { get; init; } = [];

    /// <summary>The value, or the middle quantile.</summary>
    public float Score { get; init; }

    /// <summary>Predictions at the last cycle of each engine.</summary>
    public static IReadOnlyList<RemainingLife> AtTheEnd(IEnumerable<EngineRun> engines, IEnumerable<float[]> scores) =>
        [.. engines.Zip(scores, (engine, score) => At(engine, score, engine.Cycles - 1))];

    /// <summary>
    /// Predictions for engines that are cut short where a stream of random numbers says, as those of the test file are: a network of
    /// one direction predicts at a cycle what it would if the run ended there.
    /// </summary>
    /// <param name="engines">Engines that ran to their failure.</param>
    /// <param name="scores">Their scores at each cycle.</param>
    /// <param name="seed">Of the random numbers.</param>
    public static IReadOnlyList<RemainingLife> AtCuts(IEnumerable<EngineRun> engines, IEnumerable<float[]> scores, int seed)
    {
        // No test engine has fewer cycles, or less life left.
        const int Cuts = 10, LeastCycles = 31, LeastRemaining = 7;
        Random random = new(seed);
        return [.. from pair in engines.Zip(scores)
                   from _ in Enumerable.Range(0, Cuts)
                   select At(pair.First, pair.Second, random.Next(LeastCycles - 1, pair.First.Cycles - LeastRemaining))];
    }

    /// <summary>Root of the mean squared error, in cycles.</summary>
    /// <param name="ml">ML.NET's context.</param>
    /// <param name="rows">The predictions.</param>
    /// <param name="capped">Whether labels count as at most <see cref="EngineRun.Cap"/>.</param>
    public static double Rmse(MLContext ml, IEnumerable<RemainingLife> rows, bool capped) =>
        ml.Regression.Evaluate(View(ml, rows, capped)).RootMeanSquaredError;

    /// <summary>How well the quantiles fit capped labels.</summary>
    public static RnnQuantileMetrics Band(MLContext ml, IEnumerable<RemainingLife> rows, IReadOnlyList<float> levels) =>
        ml.Regression.EvaluateQuantiles(View(ml, rows, capped: true), scoreColumnName: nameof(Quantiles), levels: levels);

    private static IDataView View(MLContext ml, IEnumerable<RemainingLife> rows, bool capped) =>
        ml.Data.LoadFromEnumerable(rows.Select(row => capped ? row.Capped() : row));

    private RemainingLife Capped() => new() { Label = Math.Min(EngineRun.Cap, Label), Quantiles = Quantiles, Score = Score };

    private static RemainingLife At(EngineRun engine, float[] scores, int cycle)
    {
        int outputs = scores.Length / engine.Cycles;
        float[] quantiles = scores[(cycle * outputs)..((cycle + 1) * outputs)];
        return new() { Label = engine.Cycles - 1 - cycle + engine.Remaining, Quantiles = quantiles, Score = quantiles[outputs / 2] };
    }
}
