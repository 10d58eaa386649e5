namespace RnnTrainer.Forecasting;

/// <summary>Room for forecasts, used again and again.</summary>
/// <param name="size">Values of a forecast.</param>
internal sealed class ForecastRoom(int size)
{
    private readonly Stack<float[]> free = new();

    /// <summary>All NaN: what stands for a forecast that there is not.</summary>
    public float[] Missing { get; } = [.. Enumerable.Repeat(float.NaN, size)];

    public float[] Rent() => free.TryPop(out float[]? quantiles) ? quantiles : new float[size];

    public void Return(float[]? quantiles)
    {
        if (quantiles is not null && quantiles != Missing)
            free.Push(quantiles);
    }
}
