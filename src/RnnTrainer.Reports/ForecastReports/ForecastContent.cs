namespace RnnTrainer.ForecastReports;

/// <summary>All that a report on forecasts tells.</summary>
internal sealed record ForecastContent
{
    /// <summary>The heading.</summary>
    public required string Title { get; init; }

    /// <summary>Who made it: a program's name.</summary>
    public required string Maker { get; init; }

    /// <summary>Steps forecast at a time.</summary>
    public required int Horizon { get; init; }

    /// <summary>The values of each series that are held out, in words: "last 24 values".</summary>
    public string HeldOut => Horizon == 1 ? "last value" : $"last {Horizon:N0} values";

    /// <summary>Steps of a season; 1 where there is none.</summary>
    public required int SeasonLength { get; init; }

    /// <summary>The series, in the order of the data.</summary>
    public required IReadOnlyList<ReportedSeries> Series { get; init; }

    /// <summary>Series that a page shows: the first ones.</summary>
    public required int MaxSeries { get; init; }

    /// <summary>The series that a page shows.</summary>
    public IEnumerable<ReportedSeries> Shown => Series.Take(MaxSeries);

    /// <summary>How well the held-out values were forecast, over all series; none where nothing was compared.</summary>
    public required IReadOnlyList<ForecastMeasure> Measures { get; init; }

    /// <summary>Settings and figures of the network and its training, by name.</summary>
    public required IReadOnlyList<(string Name, string Value)> Settings { get; init; }

    /// <summary>The network's epochs.</summary>
    public required IReadOnlyList<RnnEpoch> History { get; init; }

    /// <summary>The number of the best epoch; null where it is not known.</summary>
    public required int? BestEpoch { get; init; }

    /// <summary>When the report is made.</summary>
    public DateTimeOffset Made { get; init; } = DateTimeOffset.Now;
}
