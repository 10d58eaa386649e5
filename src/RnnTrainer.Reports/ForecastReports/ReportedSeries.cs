namespace RnnTrainer.ForecastReports;

/// <summary>One series, what was forecast of its end, and what is forecast of its future.</summary>
internal sealed record ReportedSeries
{
    /// <summary>Which series it is; the value column's name where there is one series only.</summary>
    public required string Name { get; init; }

    /// <summary>The known values, oldest first; NaN where one is missing.</summary>
    public required IReadOnlyList<float> Values { get; init; }

    /// <summary>When a value was, by its index; those after the last one are the steps ahead.</summary>
    public required Func<int, string> TimeOf { get; init; }

    /// <summary>The forecast of the last values, made without them; null where the series is too short, or nothing was compared.</summary>
    public ForecastFan? HeldOut { get; init; }

    /// <summary>The seasonal naive forecast of the same values: those of one season before.</summary>
    public IReadOnlyList<float> Naive { get; init; } = [];

    /// <summary>The forecast of what comes after the last value.</summary>
    public required ForecastFan Ahead { get; init; }

    /// <summary>From where to where values are drawn. Those that hardly differ are drawn so, and not as the noise in them.</summary>
    public static (double Low, double High) Range(IEnumerable<float> values)
    {
        const double least = 0.001; // of the largest
        (double low, double high) = (values.DefaultIfEmpty(0).Min(), values.DefaultIfEmpty(0).Max());
        double largest = Math.Max(Math.Abs(low), Math.Abs(high)), room = largest > 0 ? least * largest : 1;
        return high - low >= room ? (low, high) : (low - room, high + room);
    }

    /// <summary>Where the forecast of the last values begins, as an index of <see cref="Values"/>.</summary>
    public int HeldOutFrom => Values.Count - (HeldOut?.Horizon ?? 0);
}
