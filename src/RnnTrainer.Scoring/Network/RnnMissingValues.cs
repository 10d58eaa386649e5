namespace RnnTrainer;

/// <summary>How a network handles missing inputs, which are NaN. Infinity is not a missing value.</summary>
public enum RnnMissingValues
{
    /// <summary>Training rejects the row with an error that names it; scoring returns NaN for it.</summary>
    Error,

    /// <summary>Replaced by the input's mean over the training sequences, after normalization.</summary>
    Mean,

    /// <summary>Replaced by the input's last preceding value in the same sequence, or by <see cref="Mean"/> if there is none.</summary>
    LastValue,
}
