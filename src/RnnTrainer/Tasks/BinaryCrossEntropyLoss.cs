using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy of one logit's sigmoid against a class: 1 for yes, 0 for no.</summary>
internal sealed class BinaryCrossEntropyLoss(ClassTargets classes, float[]? classWeights, float smoothing)
    : ClassLoss(classes, classWeights, smoothing)
{
    public override LossKind Kind => LossKind.BinaryCrossEntropy;

    public override double LossAndGradient(int target, Span<float> outputs, float scale) =>
        SigmoidCrossEntropy.LossAndGradient(ref outputs[0], ClassOf(target) == ClassTargets.Yes, scale, Smoothing);

    protected override int ClassIn(ReadOnlySpan<float> outputs) =>
        BinaryColumns.IsPositive(outputs[0]) ? ClassTargets.Yes : ClassTargets.No;
}
