namespace RnnTrainer;

/// <summary>The forecast of a series, made by an <see cref="RnnForecastEngine{TRow}"/>.</summary>
public sealed class RnnForecast
{
    internal RnnForecast(float[][] columns) =>
        (Forecast, LowerBound, UpperBound, Quantiles) = (columns[0], columns[1], columns[2], columns[3]);

    /// <summary>The level nearest to the median, [targets x horizon].</summary>
    public IReadOnlyList<float> Forecast { get; }

    /// <summary>The lowest level, [targets x horizon].</summary>
    public IReadOnlyList<float> LowerBound { get; }

    /// <summary>The highest level, [targets x horizon].</summary>
    public IReadOnlyList<float> UpperBound { get; }

    /// <summary>All levels, [targets x levels x horizon], ascending from level to level.</summary>
    public IReadOnlyList<float> Quantiles { get; }
}
