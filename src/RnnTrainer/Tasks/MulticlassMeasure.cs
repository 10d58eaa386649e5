using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>Cross-entropy and accuracy on validation rows.</summary>
/// <param name="classes">The classes.</param>
/// <param name="rows">Numbers of the rows.</param>
internal sealed class MulticlassMeasure(ClassTargets classes, int[] rows) : ValidationMeasure
{
    // As ML.NET's evaluator takes it, so that a class thought impossible costs much, but not infinitely much.
    private const double SmallestProbability = 1e-15;

    private readonly double[] losses = new double[rows.Length];
    private readonly bool[] areRight = new bool[rows.Length];

    public override void Add(int place, ReadOnlySpan<float> outputs)
    {
        int label = classes[rows[place]];
        losses[place] = -Math.Log(Math.Max(outputs[label], SmallestProbability));
        areRight[place] = MulticlassColumns.PredictedKey(outputs) == (uint)label + 1;
    }

    public override double[] Compute()
    {
        double sum = 0;
        foreach (double loss in losses)
            sum += loss;
        return [sum / rows.Length, (double)areRight.Count(isRight => isRight) / rows.Length];
    }
}
