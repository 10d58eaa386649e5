using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy of softmax against a class.</summary>
internal sealed class CrossEntropyLoss(ClassTargets classes, float[]? classWeights, float smoothing)
    : ClassLoss(classes, classWeights, smoothing)
{
    public override LossKind Kind => LossKind.CrossEntropy;

    public override double LossAndGradient(int target, Span<float> outputs, float scale) =>
        SoftmaxCrossEntropy.LossAndGradient(outputs, ClassOf(target), scale, Smoothing);

    protected override int ClassIn(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int j = 1; j < outputs.Length; j++)
            best = outputs[j] > outputs[best] ? j : best;
        return best;
    }
}
