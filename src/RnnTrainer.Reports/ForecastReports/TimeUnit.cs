namespace RnnTrainer.ForecastReports;

/// <summary>What times are counted in.</summary>
internal enum TimeUnit
{
    /// <summary>Whole numbers: years, weeks, places.</summary>
    Number,

    /// <summary>Ticks of 100 ns.</summary>
    Tick,

    /// <summary>Months, each at the same day and hour.</summary>
    Month,

    /// <summary>Months, each at its last day.</summary>
    MonthEnd,
}
