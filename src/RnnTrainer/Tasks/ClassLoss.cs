using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>What outputs cost against a class.</summary>
/// <param name="classes">The classes.</param>
/// <param name="classWeights">How much each class counts; null: 1.</param>
/// <param name="smoothing">ε of label smoothing.</param>
internal abstract class ClassLoss(ClassTargets classes, float[]? classWeights, float smoothing) : RowLoss
{
    /// <summary>The sums: targets whose class the outputs tell, and targets.</summary>
    public const int Correct = 0, Count = 1;

    public override int AccumulatorCount => 2;

    public float Smoothing => smoothing;

    public int ClassOf(int target) => classes[target];

    public override float Weight(int target) => classWeights?[classes[target]] ?? 1;

    public override void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        accumulators[Correct] += ClassIn(outputs) == classes[target] ? 1 : 0;
        accumulators[Count]++;
    }

    /// <summary>The class that outputs tell.</summary>
    protected abstract int ClassIn(ReadOnlySpan<float> outputs);
}
