using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The importance of an input, or of a span of steps.</summary>
/// <param name="Name">The input's slot name, or "Features[2]" if it has none; or "step 4", "steps 5 to 8". Indices count from 0.</param>
/// <param name="Mean">
/// How much worse the metric gets when this part is permuted: the mean of all repeats, in the metric's unit. Well above 0, the network
/// relies on the part; near 0, it does not.
/// </param>
/// <param name="Deviation">Standard deviation over the repeats; NaN with one repeat.</param>
public sealed record RnnImportanceItem(string Name, double Mean, double Deviation)
{
    /// <summary>Returns the values with their names, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportanceItem), PrintMembers);
}
