using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Evaluation;

/// <summary>
/// The labels that two key columns have between them. Their keys are matched by value, since a model may have learned the values in
/// a different order than the labels; columns without values by number.
/// </summary>
internal sealed class StepLabels
{
    private readonly int[] fromPredicted; // by the predicted key

    private StepLabels(string[] labelled, string[] predicted)
    {
        Dictionary<string, int> keys = new(StringComparer.Ordinal);
        foreach (string name in labelled.Concat(predicted))
            keys.TryAdd(name, keys.Count + 1);
        Names = [.. keys.OrderBy(pair => pair.Value).Select(pair => pair.Key)];
        fromPredicted = [0, .. predicted.Select(name => keys[name])];
    }

    /// <summary>The labels, at their key minus 1: those of the label column, then those that only the other column knows.</summary>
    public IReadOnlyList<string> Names { get; }

    public static StepLabels Of(Compared columns)
    {
        string[]? labelled = ValuesOf(columns.Label), predicted = ValuesOf(columns.Prediction);
        return new(labelled ?? Numbered(columns.Label, predicted), predicted ?? Numbered(columns.Prediction, labelled));
    }

    /// <summary>The key, among <see cref="Names"/>, of a key of the column of predictions.</summary>
    public int OfPrediction(uint key) => fromPredicted[key];

    private static string[]? ValuesOf(DataViewSchema.Column column) =>
        KeyAnnotations.Read(column, CountOf(column)) is { } values ? [.. values.Cast<object>().Select(LabelValueText.Write)] : null;

    // The other column's values where it has them.
    private static string[] Numbered(DataViewSchema.Column column, string[]? others) =>
        [.. Enumerable.Range(0, CountOf(column)).Select(key => key < others?.Length ? others[key] : LabelValueText.Write(key + 1))];

    private static int CountOf(DataViewSchema.Column column) =>
        checked((int)((KeyDataViewType)((VectorDataViewType)column.Type).ItemType).Count);
}
