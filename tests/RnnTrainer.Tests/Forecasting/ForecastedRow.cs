namespace RnnTrainer.Tests.Forecasting;

/// <summary>A row with the forecast made after it.</summary>
public sealed class ForecastedRow
{
    public string Store { get; set; } = "";

    public float Sales { get; set; }

    public float[] Forecast { get; set; } = [];

    public float[] LowerBound { get; set; } = [];

    public float[] UpperBound { get; set; } = [];

    public float[] Quantiles { get; set; } = [];
}
