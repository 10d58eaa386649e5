namespace RnnTrainer.Tests.Forecasting;

/// <summary>A step ahead of a series of <see cref="PanelRow"/>.</summary>
public sealed class ForecastStep
{
    public string Shop { get; set; } = "";

    public int Step { get; set; }

    public float Forecast { get; set; }

    public float[] Quantiles { get; set; } = [];
}
