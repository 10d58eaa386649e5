using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy of softmax against the row's class.</summary>
/// <param name="sequences">The rows, with their weights.</param>
/// <param name="classes">Their classes.</param>
/// <param name="classWeights">How much each class counts; null: 1.</param>
/// <param name="smoothing">ε of label smoothing.</param>
internal sealed class CrossEntropyLoss(SequenceSource sequences, ClassTargets classes, float[]? classWeights, float smoothing) : RowLoss
{
    /// <summary>The sums: rows whose largest output is that of their class, and rows.</summary>
    public const int Correct = 0, Rows = 1;

    public override LossKind Kind => LossKind.CrossEntropy;

    public override int AccumulatorCount => 2;

    public float Smoothing => smoothing;

    public int ClassOf(int row) => classes[row];

    public override float Weight(int row) =>
        classWeights is null ? sequences.Weight(row) : sequences.Weight(row) * classWeights[classes[row]];

    public override double LossAndGradient(int row, Span<float> outputs, float scale) =>
        SoftmaxCrossEntropy.LossAndGradient(outputs, classes[row], scale, smoothing);

    public override void Accumulate(int row, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        int best = 0;
        for (int j = 1; j < outputs.Length; j++)
            best = outputs[j] > outputs[best] ? j : best;
        accumulators[Correct] += best == classes[row] ? 1 : 0;
        accumulators[Rows]++;
    }
}
