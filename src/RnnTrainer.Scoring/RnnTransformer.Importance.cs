using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Explanations;
using RnnTrainer.Values;

namespace RnnTrainer;

public sealed partial class RnnTransformer
{
    /// <summary>
    /// Which inputs, or which steps, the network relies on: how much worse a metric gets when one of them is permuted among the rows, so
    /// that it keeps its values but says nothing of its row (Breiman 2001; Fisher, Rudin and Dominici 2019).
    /// </summary>
    /// <remarks>
    /// <para>
    /// Give data that the network was not trained on: on training data it seems to rely on what it has only memorized. Of two inputs that
    /// say the same, each may seem unimportant, as the other is still there.
    /// </para>
    /// <para>
    /// A row takes the permuted values of the next row in a random order, at the same steps; where sequences differ in length, of the next
    /// rows that are long enough. A step that only one row has keeps its values.
    /// </para>
    /// <para>
    /// The data are scored once for each part and repeat, and once as they are. Sequences are held in memory: of very large data, give a
    /// sample. The result has the same bits on any number of threads.
    /// </para>
    /// </remarks>
    /// <example>
    /// <code>
    /// RnnImportance importance = network.Importance(validation, options: new() { Metric = RnnMetric.Accuracy });
    /// Console.WriteLine(importance);
    /// </code>
    /// </example>
    /// <param name="data">Data with the feature and label columns, as they are before the network scores them.</param>
    /// <param name="by">What is permuted.</param>
    /// <param name="options">The metric, the repeats and more; <see langword="null"/>: defaults.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    /// <exception cref="RnnInputException">The feature column does not fit the network.</exception>
    /// <exception cref="RnnRowException">A row cannot be read as a sequence.</exception>
    /// <exception cref="ArgumentException">The task has no metric of that name.</exception>
    /// <exception cref="InvalidOperationException">There are fewer than two rows.</exception>
    /// <exception cref="OperationCanceledException"><see cref="RnnImportanceOptions.CancellationToken"/> asked to stop.</exception>
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
            throw new InvalidOperationException($"The data hold {CountText.Of(table.Lengths.Length, "row")}, but rows exchange their "
                + "values. Give two or more; the more, the smaller the deviations.");
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
