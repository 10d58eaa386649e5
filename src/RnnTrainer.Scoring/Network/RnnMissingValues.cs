namespace RnnTrainer;

/// <summary>What a network makes of NaN among its inputs, which stands for a value that is missing. Infinity is not missing.</summary>
public enum RnnMissingValues
{
    /// <summary>Training refuses the row by its number; the scores of such a row are NaN.</summary>
    Error,

    /// <summary>The input's mean over the training sequences takes its place, as the network sees it once inputs are normalized.</summary>
    Mean,

    /// <summary>
    /// The input's last value before it in the same sequence takes its place; before the first value, the mean does as with
    /// <see cref="Mean"/>.
    /// </summary>
    LastValue,
}
