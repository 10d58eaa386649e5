using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How much an input, or a span of steps, matters to a network.</summary>
/// <param name="Name">
/// The input's name where the feature column has names, else "Features[2]"; or "step 4", "steps 5 to 8". Both count from 0.
/// </param>
/// <param name="Mean">
/// How much worse the metric gets when this part is permuted, the mean of all repeats, in the metric's unit: above 0, the network relies
/// on it; about 0, it does not.
/// </param>
/// <param name="Deviation">Standard deviation over the repeats; NaN with one repeat.</param>
public sealed record RnnImportanceItem(string Name, double Mean, double Deviation)
{
    /// <summary>The values by their names, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportanceItem), PrintMembers);
}
