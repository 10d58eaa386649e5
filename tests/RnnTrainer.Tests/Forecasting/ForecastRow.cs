namespace RnnTrainer.Tests.Forecasting;

/// <summary>A time step of one of several series.</summary>
public sealed class ForecastRow
{
    public string Store { get; set; } = "a";

    [KeyType(200)]
    public byte Chain { get; set; } = 1;

    public int Number { get; set; }

    public float Sales { get; set; }

    [VectorType(2)]
    public float[] Both { get; set; } = [1, 2];

    public float[] Any { get; set; } = [];

    public float Promotion { get; set; }

    [VectorType(2)]
    public float[] Phase { get; set; } = [0, 0];

    public float Visitors { get; set; }

    public string Region { get; set; } = "north";
}
