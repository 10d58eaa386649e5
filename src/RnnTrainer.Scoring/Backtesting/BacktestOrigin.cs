using RnnTrainer.Forecasting;

namespace RnnTrainer.Backtesting;

/// <summary>One forecast of one series, made after a row in the past.</summary>
/// <param name="Series">The series' number.</param>
/// <param name="History">Its rows.</param>
/// <param name="Known">How many of them are known.</param>
internal sealed record BacktestOrigin(int Series, SeriesHistory History, int Known)
{
    /// <summary>The forecast, [targets x levels x horizon].</summary>
    public float[] Quantiles { get; set; } = [];

    /// <summary>Puts the window that is known into a block, and of the rows after it the inputs that are known ahead.</summary>
    public void AddTo(ForecastBlock block, ForecastSpec spec)
    {
        int inputs = spec.KnownInputs.Count;
        float[] ahead = new float[spec.RowsAhead * inputs];
        for (int step = 0; step < spec.RowsAhead; step++)
            History.Between(Known + step, Known + step + 1)[^inputs..].CopyTo(ahead.AsSpan(step * inputs));
        block.Add(History.Between(Math.Max(0, Known - spec.Window), Known), ahead, History.Categories);
    }

    /// <summary>The value that came.</summary>
    public float Actual(int step, int target) => History.Between(Known + step, Known + step + 1)[target];

    public float SeasonalNaive(ForecastSpec spec, int step, int target) =>
        Backtesting.SeasonalNaive.Forecast(History.Between(0, Known), spec.RowSize, target, spec.Season, step);

    public float SeasonalScale(ForecastSpec spec, int target) =>
        (float)Backtesting.SeasonalNaive.Scale(History.Between(0, Known), spec.RowSize, target, spec.Season);
}
