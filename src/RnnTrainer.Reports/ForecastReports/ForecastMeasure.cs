using System.Globalization;

namespace RnnTrainer.ForecastReports;

/// <summary>A measure of forecasts on values that were held out, beside the seasonal naive forecast's.</summary>
/// <param name="Name">The measure's usual name: "MASE".</param>
/// <param name="Meaning">What it is, in a few words.</param>
/// <param name="Network">The network's.</param>
/// <param name="Naive">The seasonal naive forecast's; NaN where it has none, as it gives no quantiles.</param>
/// <param name="Format">How the numbers are written: "0.000", "0.0%".</param>
internal sealed record ForecastMeasure(string Name, string Meaning, double Network, double Naive, string Format)
{
    /// <summary>A figure as text; a dash where it was not measured.</summary>
    public string Text(double value) => double.IsNaN(value) ? "–" : value.ToString(Format, CultureInfo.InvariantCulture);
}
