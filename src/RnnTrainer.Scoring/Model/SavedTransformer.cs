namespace RnnTrainer.Model;

/// <summary>Everything of a fitted transformer that is saved.</summary>
internal sealed record SavedTransformer(
    string LabelColumnName, string FeatureColumnName, int[] FeatureDimensions, RnnModel Model, IReadOnlyList<RnnEpoch> History,
    int? BestEpoch = null)
{
    /// <summary>The column of the sequences' lengths, where the feature column has room for the longest; null: none.</summary>
    public string? LengthColumnName { get; init; }
}
