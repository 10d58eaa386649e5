using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>The values after each window, which <see cref="ForecastWindows"/> reads from the series: target i goes with window i.</summary>
/// <param name="windows">How many windows there are.</param>
internal sealed class ForecastTargets(int windows) : Targets(areOfSteps: false)
{
    protected override int Count => windows;

    protected override bool IsKnown(int target) => true;
}
