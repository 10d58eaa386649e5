namespace RnnTrainer.Kernels;

/// <summary>Which loss; each engine has a row for it.</summary>
internal enum LossKind
{
    /// <summary><see cref="SoftmaxCrossEntropy"/>.</summary>
    CrossEntropy,

    /// <summary><see cref="SigmoidCrossEntropy"/>.</summary>
    BinaryCrossEntropy,

    /// <summary>The square of the error.</summary>
    Squared,

    /// <summary>The size of the error.</summary>
    Absolute,

    /// <summary>Squared up to a bound, absolute beyond it.</summary>
    Huber,

    /// <summary>That of quantiles, called pinball.</summary>
    Quantiles,

    /// <summary>The same in the scale of each window, of the numbers that have a value.</summary>
    Forecast,
}
