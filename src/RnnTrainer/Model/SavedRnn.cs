namespace RnnTrainer.Model;

/// <summary>Everything of a fitted transformer that is saved.</summary>
internal sealed record SavedRnn(
    string LabelColumnName, string FeatureColumnName, int[] FeatureDimensions, RnnModel Model, IReadOnlyList<RnnEpoch> History,
    int? BestEpoch = null);
