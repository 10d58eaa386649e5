namespace RnnTrainer;

/// <summary>How inputs are brought to a common scale before a network reads them.</summary>
public enum RnnNormalization
{
    /// <summary><see cref="None"/> where every value lies in -1..1, otherwise <see cref="MeanVariance"/>.</summary>
    Auto,

    /// <summary>Inputs stay as they are.</summary>
    None,

    /// <summary>Each input gets mean 0 and variance 1 over all steps of the training sequences.</summary>
    MeanVariance,

    /// <summary>Each input's smallest value in the training sequences becomes 0, its largest 1.</summary>
    MinMax,

    /// <summary>Each input gets mean 0 and variance 1 within each sequence: for series that differ in level or scale.</summary>
    SequenceMeanVariance,

    /// <summary>Each input's smallest value within each sequence becomes 0, its largest 1.</summary>
    SequenceMinMax,
}
