using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>e².</summary>
internal sealed class SquaredLoss(RegressionTargets targets) : RegressionLoss(targets)
{
    public override LossKind Kind => LossKind.Squared;

    protected override double LossOf(int output, float error, out float slope)
    {
        slope = 2 * error;
        return (double)error * error;
    }
}
