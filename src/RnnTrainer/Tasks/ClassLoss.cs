using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>What outputs cost against the row's class.</summary>
/// <param name="sequences">The rows, with their weights.</param>
/// <param name="classes">Their classes.</param>
/// <param name="classWeights">How much each class counts; null: 1.</param>
/// <param name="smoothing">ε of label smoothing.</param>
internal abstract class ClassLoss(SequenceSource sequences, ClassTargets classes, float[]? classWeights, float smoothing) : RowLoss
{
    /// <summary>The sums: rows whose class the outputs tell, and rows.</summary>
    public const int Correct = 0, Rows = 1;

    public override int AccumulatorCount => 2;

    public float Smoothing => smoothing;

    public int ClassOf(int row) => classes[row];

    public override float Weight(int row) =>
        classWeights is null ? sequences.Weight(row) : sequences.Weight(row) * classWeights[classes[row]];

    public override void Accumulate(int row, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        accumulators[Correct] += ClassIn(outputs) == classes[row] ? 1 : 0;
        accumulators[Rows]++;
    }

    /// <summary>The class that outputs tell.</summary>
    protected abstract int ClassIn(ReadOnlySpan<float> outputs);
}
