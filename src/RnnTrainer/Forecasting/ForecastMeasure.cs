using RnnTrainer.Tasks;

namespace RnnTrainer.Forecasting;

/// <summary>The loss on windows that are not trained on.</summary>
/// <param name="loss">What is minimized.</param>
/// <param name="windows">Numbers of the windows.</param>
internal sealed class ForecastMeasure(ForecastLoss loss, int[] windows) : ValidationMeasure
{
    private readonly double[] losses = new double[windows.Length];

    public override void Add(int place, ReadOnlySpan<float> outputs) => losses[place] = loss.LossOf(windows[place], outputs);

    public override double[] Compute() => [losses.Average()];
}
