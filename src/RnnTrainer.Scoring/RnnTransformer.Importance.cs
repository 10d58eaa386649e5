using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Explanations;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Measures the importance of each input, or of each span of steps: how much worse a metric gets when the part is permuted among the
    /// rows, so that it keeps its values but no longer matches its row (Breiman 2001; Fisher, Rudin and Dominici 2019).
    /// </summary>
    /// <remarks>
    /// <para>
    /// Use data that the network was not trained on: on training data, it seems to rely on what it only memorized. If two inputs carry the
    /// same information, each may seem unimportant, because the other is still there.
    /// </para>
    /// <para>
    /// A row takes the permuted values from the next row in a random order, at the same steps; if sequences differ in length, from the next
    /// row that is long enough. A step that only one row has keeps its values.
    /// </para>
    /// <para>
    /// The data are scored once for each part and repeat, and once unchanged. Sequences are held in memory: use a sample of very large
    /// data. The result is the same, bit for bit, with any number of threads.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// RnnImportance importance = network.Importance(validation, options: new() { Metric = RnnMetric.Accuracy });
    /// Console.WriteLine(importance);
    /// </code>
    /// </example>
    /// <param name="data">Data with the feature and label columns, not yet scored.</param>
    /// <param name="by">Which parts to permute.</param>
    /// <param name="options">The metric, the number of repeats and so on; <see langword="null"/>: the defaults.</param>
    /// <exception cref="RnnColumnException">A column is missing or has another type.</exception>
    /// <exception cref="RnnInputException">The feature column does not fit the network.</exception>
    /// <exception cref="RnnRowException">A row cannot be read as a sequence.</exception>
    /// <exception cref="ArgumentException">The metric is not one of those for the task.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    /// <exception cref="OperationCanceledException"><see cref="RnnImportanceOptions.CancellationToken"/> was canceled.</exception>
    public RnnImportance Importance(IDataView data, RnnImportanceBy by = RnnImportanceBy.Inputs, RnnImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        SettingCheck.Defined(by, nameof(by));
        options ??= new();
        string label = ColumnCheck.Find(data.Schema, "Label", options.LabelColumnName ?? LabelColumnName).Name;
        ScoredMetric metric = options.Measure is { } measure
            ? new(options.Metric ?? nameof(options.Measure), options.IsHigherBetter, measure)
            : ScoredMetric.Of(Model.Network, label, options.Metric);
        SequenceColumns columns = BindSequence(data.Schema);
        return PermutationImportance.Run(() => ImportanceOf(data, columns, by, metric, options), options.CancellationToken);
    }

    private RnnImportance ImportanceOf(
        IDataView data, SequenceColumns columns, RnnImportanceBy by, ScoredMetric metric, RnnImportanceOptions options)
    {
        SequenceTable table = new(data, columns, options.CancellationToken);
        if (table.Lengths.Length < 2)
        {
            throw new InvalidOperationException($"The data hold {CountText.Of(table.Lengths.Length, "row")}, but permutation needs at "
                + "least two. More rows give smaller deviations.");
        }
        IReadOnlyList<PermutedPart> parts = PermutedPart.All(by, columns, table.Lengths.Max(), options.StepsInSpan);
        IDataView others = new MLContext(seed: 0).Data.Cache(data); // such as labels, read once; sequences come from the table
        return new PermutationImportance(Transform, metric, options).Of(data, [.. parts.Select(part => part.Name)], random =>
        {
            RowDonors donors = new(table.Lengths, random);
            return part => new PermutedView(others, table, parts[part], donors, options.CancellationToken);
        });
    }
}
