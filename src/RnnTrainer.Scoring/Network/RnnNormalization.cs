namespace RnnTrainer;

/// <summary>How inputs are normalized before a network reads them.</summary>
public enum RnnNormalization
{
    /// <summary><see cref="None"/> if every value lies in -1..1, otherwise <see cref="MeanVariance"/>.</summary>
    Auto,

    /// <summary>Inputs are not changed.</summary>
    None,

    /// <summary>Scales each input to mean 0 and variance 1 over all steps of the training sequences.</summary>
    MeanVariance,

    /// <summary>Scales each input so that its smallest value in the training sequences becomes 0 and its largest 1.</summary>
    MinMax,

    /// <summary>Scales each input to mean 0 and variance 1 within each sequence: for series that differ in level or scale.</summary>
    SequenceMeanVariance,

    /// <summary>Scales each input so that its smallest value within each sequence becomes 0 and its largest 1.</summary>
    SequenceMinMax,
}
