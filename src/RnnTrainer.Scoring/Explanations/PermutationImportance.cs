using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Values;

namespace RnnTrainer.Explanations;

/// <summary>
/// How much worse a metric gets when a part of all sequences is permuted among the rows: Breiman, Random Forests, 2001; Fisher, Rudin and
/// Dominici, All Models are Wrong, but Many are Useful, 2019.
/// </summary>
/// <param name="columns">The columns of sequences.</param>
/// <param name="score">Adds the network's columns.</param>
/// <param name="metric">What gets worse.</param>
/// <param name="options">The settings.</param>
internal sealed class PermutationImportance(
    SequenceColumns columns, Func<IDataView, IDataView> score, ScoredMetric metric, RnnImportanceOptions options)
{
    private const uint OrderStream = 1;

    private readonly CancellationToken cancellation = options.CancellationToken;

    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    /// <exception cref="OperationCanceledException">The work was to end.</exception>
    public RnnImportance Of(IDataView data, RnnImportanceBy by)
    {
        try
        {
            return Measure(data, by);
        }
        catch (Exception) when (cancellation.IsCancellationRequested)
        {
            // Threads that read ahead wrap what ended them.
            throw new OperationCanceledException(cancellation);
        }
    }

    private RnnImportance Measure(IDataView data, RnnImportanceBy by)
    {
        SequenceTable table = new(data, columns, cancellation);
        if (table.Lengths.Length < 2)
        {
            throw new InvalidOperationException($"The data hold {CountText.Of(table.Lengths.Length, "row")}, but rows exchange their "
                + "values. Give two or more; the more, the smaller the deviations.");
        }
        IReadOnlyList<PermutedPart> parts = PermutedPart.All(by, columns, table.Lengths.Max(), options.StepsInSpan);
        IDataView others = new MLContext(seed: 0).Data.Cache(data); // such as labels, read once; sequences come from the table
        int done = 0;
        double baseline = Next(data);
        double[,] worse = new double[parts.Count, options.Repeats];
        for (int repeat = 0; repeat < options.Repeats; repeat++)
        {
            RowDonors donors = new(table.Lengths, new RandomStream(options.Seed, OrderStream, repeat, place: 0));
            for (int part = 0; part < parts.Count; part++)
            {
                double permuted = Next(new PermutedView(others, table, parts[part], donors, cancellation));
                worse[part, repeat] = metric.IsHigherBetter ? baseline - permuted : permuted - baseline;
            }
        }
        return new(metric.Name, metric.IsHigherBetter, baseline, options.Repeats, parts.Select((part, i) =>
            ItemOf(part.Name, [.. Enumerable.Range(0, options.Repeats).Select(repeat => worse[i, repeat])])));

        double Next(IDataView rows)
        {
            cancellation.ThrowIfCancellationRequested();
            double value = metric.Measure(score(rows));
            options.Progress?.Invoke((double)++done / (1 + parts.Count * options.Repeats));
            return value;
        }
    }

    private static RnnImportanceItem ItemOf(string name, double[] worse)
    {
        double mean = worse.Average(), squares = worse.Sum(value => (value - mean) * (value - mean));
        return new(name, mean, Math.Sqrt(squares / (worse.Length - 1))); // NaN of one
    }
}
