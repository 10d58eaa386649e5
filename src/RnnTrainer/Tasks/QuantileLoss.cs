using RnnTrainer.Kernels;
using RnnTrainer.Values;

namespace RnnTrainer.Tasks;

/// <summary>max((q-1)·(-e), q·(-e)): a target above the answer costs q for each unit, one below 1-q. Koenker and Bassett 1978.</summary>
/// <param name="targets">What outputs should come to.</param>
/// <param name="levels">q of each output of a number.</param>
internal sealed class QuantileLoss(RegressionTargets targets, ValueList<float> levels)
    : RegressionLoss(targets)
{
    public override LossKind Kind => LossKind.Quantiles;

    /// <summary>q of an output.</summary>
    public float LevelOf(int output) => levels[output % levels.Count];

    protected override double LossOf(int output, float error, out float slope)
    {
        float level = LevelOf(output);
        slope = error > 0 ? 1 - level : error < 0 ? -level : 0 * error; // keeps NaN
        return Math.Max((1 - level) * (double)error, -level * (double)error);
    }
}
