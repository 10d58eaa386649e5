namespace RnnTrainer.ForecastReports;

/// <summary>The forecast of one series, as it is read step by step.</summary>
/// <param name="levels">The quantile levels.</param>
/// <param name="horizon">Steps ahead.</param>
internal sealed class ForecastOfSeries(IReadOnlyList<float> levels, int horizon)
{
    private readonly float[][] quantiles = [.. levels.Select(_ => new float[horizon])];
    private readonly float[] naive = new float[horizon];

    /// <summary>The quantiles.</summary>
    public ForecastFan Fan => new(levels, quantiles);

    /// <summary>The seasonal naive forecast beside it, where it was read.</summary>
    public IReadOnlyList<float> Naive => naive;

    /// <summary>Sets a step.</summary>
    /// <param name="step">Steps ahead, from 1.</param>
    /// <param name="ofStep">[levels].</param>
    /// <param name="naiveOfStep">The seasonal naive forecast.</param>
    public void Set(int step, ReadOnlySpan<float> ofStep, float naiveOfStep)
    {
        for (int level = 0; level < quantiles.Length; level++)
            quantiles[level][step - 1] = ofStep[level];
        naive[step - 1] = naiveOfStep;
    }
}
