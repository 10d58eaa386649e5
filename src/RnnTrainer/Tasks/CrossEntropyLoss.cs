using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy of softmax against the row's class.</summary>
internal sealed class CrossEntropyLoss(SequenceSource sequences, ClassTargets classes, float[]? classWeights, float smoothing)
    : ClassLoss(sequences, classes, classWeights, smoothing)
{
    public override LossKind Kind => LossKind.CrossEntropy;

    public override double LossAndGradient(int row, Span<float> outputs, float scale) =>
        SoftmaxCrossEntropy.LossAndGradient(outputs, ClassOf(row), scale, Smoothing);

    protected override int ClassIn(ReadOnlySpan<float> outputs)
    {
        int best = 0;
        for (int j = 1; j < outputs.Length; j++)
            best = outputs[j] > outputs[best] ? j : best;
        return best;
    }
}
