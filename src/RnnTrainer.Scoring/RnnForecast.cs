namespace RnnTrainer;

/// <summary>The forecast of a series, returned by an <see cref="RnnForecastEngine{TRow}"/>.</summary>
public sealed class RnnForecast
{
    internal RnnForecast(float[][] columns) =>
        (Forecast, LowerBound, UpperBound, Quantiles) = (columns[0], columns[1], columns[2], columns[3]);

    /// <summary>Gets the quantile whose level is nearest to 0.5, [targets x horizon].</summary>
    public IReadOnlyList<float> Forecast { get; }

    /// <summary>Gets the lowest quantile, [targets x horizon].</summary>
    public IReadOnlyList<float> LowerBound { get; }

    /// <summary>Gets the highest quantile, [targets x horizon].</summary>
    public IReadOnlyList<float> UpperBound { get; }

    /// <summary>Gets all quantiles, [targets x levels x horizon], levels ascending.</summary>
    public IReadOnlyList<float> Quantiles { get; }
}
