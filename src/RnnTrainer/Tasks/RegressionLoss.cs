using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>The mean, over a target's outputs, of what each one's error costs.</summary>
/// <param name="targets">What outputs should come to.</param>
internal abstract class RegressionLoss(RegressionTargets targets) : RowLoss
{
    public sealed override int AccumulatorCount => RegressionErrors.Sums;

    public RegressionTargets Targets => targets;

    public sealed override float Weight(int target) => 1;

    public sealed override double LossAndGradient(int target, Span<float> outputs, float scale)
    {
        double sum = 0;
        float share = scale / outputs.Length;
        for (int first = 0; first < outputs.Length; first += targets.OutputsEach)
        {
            float wanted = targets.Standardized(target, first);
            for (int i = first; i < first + targets.OutputsEach; i++)
            {
                sum += LossOf(i, outputs[i] - wanted, out float slope);
                outputs[i] = share * slope;
            }
        }
        return sum / outputs.Length;
    }

    public sealed override void Accumulate(int target, ReadOnlySpan<float> outputs, Span<double> accumulators)
    {
        foreach (int i in targets.Answers)
            RegressionErrors.Add(targets.InUnits(i, outputs[i]) - targets[target, i], accumulators);
    }

    /// <summary>The loss against a target of outputs as they are scored.</summary>
    /// <param name="target">The target's number.</param>
    /// <param name="values">[outputs], in the label's unit.</param>
    public double LossOf(int target, ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int i = 0; i < values.Length; i++)
            sum += LossOf(i, (float)((values[i] - targets[target, i]) / targets.UnitOf(i)), out _);
        return sum / values.Length;
    }

    /// <summary>What an error costs.</summary>
    /// <param name="output">The output that errs.</param>
    /// <param name="error">How far it is above its target, in standard deviations.</param>
    /// <param name="slope">The derivative by the error; 0 where there is none.</param>
    protected abstract double LossOf(int output, float error, out float slope);
}
