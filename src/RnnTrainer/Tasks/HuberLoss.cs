using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>e²/2 up to |e| = δ, and δ·(|e| - δ/2) beyond: Huber 1964.</summary>
/// <param name="targets">What outputs should come to.</param>
/// <param name="delta">δ, in the label's unit.</param>
internal sealed class HuberLoss(RegressionTargets targets, float delta) : RegressionLoss(targets)
{
    public override LossKind Kind => LossKind.Huber;

    /// <summary>δ of an output, in standard deviations.</summary>
    public float DeltaOf(int output) => (float)(delta / Targets.UnitOf(output));

    protected override double LossOf(int output, float error, out float slope)
    {
        float bound = DeltaOf(output);
        slope = float.Clamp(error, -bound, bound); // keeps NaN
        return Math.Abs(error) <= bound ? 0.5 * error * error : bound * (Math.Abs((double)error) - 0.5 * bound);
    }
}
