using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer.Evaluation;

/// <summary>The two columns that an evaluation compares, and what is wrong with rows that it cannot compare.</summary>
/// <param name="Label">What should be predicted.</param>
/// <param name="Prediction">What was.</param>
internal sealed record Compared(DataViewSchema.Column Label, DataViewSchema.Column Prediction)
{
    /// <summary>
    /// How many entries of a row are compared. Where one column has more than the other, those must be missing: a length column leaves
    /// predictions without a value behind the sequence's end.
    /// </summary>
    /// <param name="row">The row that a cursor stands on.</param>
    /// <param name="labels">How many labels it has, and how many without missing ones at the end.</param>
    /// <param name="predictions">The same for its predictions.</param>
    /// <exception cref="RnnRowException">A label has no prediction, or a prediction no label.</exception>
    public int EntriesOf(DataViewRow row, (int All, int Used) labels, (int All, int Used) predictions) =>
        labels.Used <= predictions.All && predictions.Used <= labels.All ? Math.Min(labels.All, predictions.All)
            : throw new RnnRowException(row.Position + 1, Label.Name,
                $"label column '{Label.Name}' has {CountText.Of(labels.All, "label")}, but column '{Prediction.Name}' has "
                + $"{CountText.Of(predictions.All, "prediction")}. Each prediction needs a label, which may be missing.");

    /// <exception cref="InvalidOperationException">Nothing was compared.</exception>
    public void MustHave(long compared, long unscored)
    {
        if (compared > 0)
            return;
        throw new InvalidOperationException(unscored == 0
            ? $"Label column '{Label.Name}' has no label in any row, so there is nothing to evaluate. At least one row needs a label."
            : $"Each of {CountText.Of(unscored, "label")} in column '{Label.Name}' has a missing prediction in '{Prediction.Name}', as "
                + "for sequences that contain NaN. Check the features.");
    }
}
