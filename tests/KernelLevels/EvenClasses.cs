using RnnTrainer.Kernels;

/// <summary>Cross-entropy against classes that come in turn: target t is class t % classes.</summary>
internal sealed class EvenClasses(int classes) : RowLoss
{
    public override LossKind Kind => LossKind.CrossEntropy;

    public override int AccumulatorCount => 0;

    public override float Weight(int target) => 1;

    public override double LossAndGradient(int target, Span<float> outputs, float scale) =>
        SoftmaxCrossEntropy.LossAndGradient(outputs, target % classes, scale, smoothing: 0);

    public override void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
    }
}
