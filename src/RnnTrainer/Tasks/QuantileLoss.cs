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

    /// <summary>What an error costs at a level.</summary>
    /// <param name="level">q.</param>
    /// <param name="error">How far the output is above its target.</param>
    /// <param name="slope">The derivative by the error; 0 where there is none.</param>
    public static double Pinball(float level, float error, out float slope)
    {
        slope = error > 0 ? 1 - level : error < 0 ? -level : 0 * error; // keeps NaN
        return Math.Max((1 - level) * (double)error, -level * (double)error);
    }

    protected override double LossOf(int output, float error, out float slope) => Pinball(LevelOf(output), error, out slope);
}
