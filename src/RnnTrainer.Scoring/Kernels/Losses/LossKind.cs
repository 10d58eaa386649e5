namespace RnnTrainer.Kernels;

/// <summary>Which loss; each engine has a row for it.</summary>
internal enum LossKind
{
    /// <summary><see cref="SoftmaxCrossEntropy"/>.</summary>
    CrossEntropy,

    /// <summary><see cref="SigmoidCrossEntropy"/>.</summary>
    BinaryCrossEntropy,
}
