using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>|e|.</summary>
internal sealed class AbsoluteLoss(RegressionTargets targets) : RegressionLoss(targets)
{
    public override LossKind Kind => LossKind.Absolute;

    protected override double LossOf(int output, float error, out float slope)
    {
        slope = float.IsNaN(error) ? float.NaN : MathF.Sign(error);
        return Math.Abs(error);
    }
}
