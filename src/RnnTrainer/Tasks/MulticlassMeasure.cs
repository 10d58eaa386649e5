using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy and accuracy on validation targets.</summary>
/// <param name="classes">The classes.</param>
/// <param name="targets">Numbers of the targets.</param>
internal sealed class MulticlassMeasure(ClassTargets classes, int[] targets) : ValidationMeasure
{
    // As ML.NET's evaluator takes it, so that a class thought impossible costs much, but not infinitely much.
    private const double SmallestProbability = 1e-15;

    private readonly double[] losses = new double[targets.Length];
    private readonly bool[] areRight = new bool[targets.Length];

    public override void Add(int place, ReadOnlySpan<float> outputs)
    {
        int label = classes[targets[place]];
        losses[place] = -Math.Log(Math.Max(outputs[label], SmallestProbability));
        areRight[place] = MulticlassColumns.PredictedKey(outputs) == (uint)label + 1;
    }

    public override double[] Compute()
    {
        double sum = 0;
        foreach (double loss in losses)
            sum += loss;
        return [sum / targets.Length, (double)areRight.Count(isRight => isRight) / targets.Length];
    }
}
