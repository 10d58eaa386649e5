using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;

namespace RnnTrainer.Explanations;

/// <summary>
/// How much worse a metric gets when a part of all sequences is permuted among the rows: Breiman, Random Forests, 2001; Fisher, Rudin and
/// Dominici, All Models are Wrong, but Many are Useful, 2019.
/// </summary>
/// <param name="score">Makes of data what the metric is measured on.</param>
/// <param name="metric">What gets worse.</param>
/// <param name="options">The settings.</param>
internal sealed class PermutationImportance(Func<IDataView, IDataView> score, ScoredMetric metric, RnnImportanceOptions options)
{
    private const uint OrderStream = 1;

    private readonly CancellationToken cancellation = options.CancellationToken;

    /// <param name="data">The data as they are.</param>
    /// <param name="names">What the parts are called.</param>
    /// <param name="permute">Draws an order for all parts; gives the data with a part, from 0, permuted by it.</param>
    public RnnImportance Of(IDataView data, IReadOnlyList<string> names, Func<RandomStream, Func<int, IDataView>> permute)
    {
        int done = 0;
        double baseline = Next(data);
        double[,] worse = new double[names.Count, options.Repeats];
        for (int repeat = 0; repeat < options.Repeats; repeat++)
        {
            Func<int, IDataView> permuted = permute(new RandomStream(options.Seed, OrderStream, repeat, place: 0));
            for (int part = 0; part < names.Count; part++)
            {
                double value = Next(permuted(part));
                worse[part, repeat] = metric.IsHigherBetter ? baseline - value : value - baseline;
            }
        }
        return new(metric.Name, metric.IsHigherBetter, baseline, options.Repeats, names.Select((name, part) =>
            ItemOf(name, [.. Enumerable.Range(0, options.Repeats).Select(repeat => worse[part, repeat])])));

        double Next(IDataView rows)
        {
            cancellation.ThrowIfCancellationRequested();
            double value = metric.Measure(score(rows));
            options.Progress?.Invoke((double)++done / (1 + names.Count * options.Repeats));
            return value;
        }
    }

    /// <summary>Runs work that reads data.</summary>
    /// <exception cref="OperationCanceledException">The work was to end.</exception>
    public static RnnImportance Run(Func<RnnImportance> work, CancellationToken cancellation)
    {
        try
        {
            return work();
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Threads that read ahead wrap what ended them.
            throw new OperationCanceledException(cancellation);
        }
    }

    private static RnnImportanceItem ItemOf(string name, double[] worse)
    {
        double mean = worse.Average(), squares = worse.Sum(value => (value - mean) * (value - mean));
        return new(name, mean, Math.Sqrt(squares / (worse.Length - 1))); // NaN of one
    }
}
