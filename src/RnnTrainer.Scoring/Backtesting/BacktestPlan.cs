namespace RnnTrainer.Backtesting;

/// <summary>After which rows of a series forecasts are made: the last ones whose whole horizon has come.</summary>
/// <param name="Origins">Forecasts of a series, at least 1.</param>
/// <param name="Stride">Rows from one origin to the next, at least 1.</param>
/// <param name="Skipped">Origins that are left out at the end.</param>
internal sealed record BacktestPlan(int Origins, int Stride, int Skipped = 0)
{
    /// <summary>The rows that are known at each origin, ascending; a whole season of them at least.</summary>
    /// <param name="rows">Rows of the series.</param>
    /// <param name="horizon">Rows of a forecast.</param>
    /// <param name="season">Rows of a season.</param>
    public IEnumerable<int> KnownRows(int rows, int horizon, int season)
    {
        for (long known = rows - UnknownRows(horizon); known <= rows - horizon - (long)Skipped * Stride; known += Stride)
        {
            if (known >= season)
                yield return (int)known;
        }
    }

    /// <summary>Rows at the end of a series that are not known at the first origin.</summary>
    public long UnknownRows(int horizon) => horizon + (Skipped + Origins - 1L) * Stride;

    /// <summary>A plan for each origin, the first one first.</summary>
    public IEnumerable<BacktestPlan> EachOrigin() =>
        Enumerable.Range(Skipped, Origins).Reverse().Select(origin => new BacktestPlan(1, Stride, origin));
}
