using RnnTrainer.ForecastReports;

namespace RnnTrainer.Tests.Reports;

/// <summary>Forecasts without a network: a wave that grows, and quantiles about what it would go on with.</summary>
internal static class MadeForecasts
{
    public const int Season = 12, Horizon = 6, Values = 60;

    private static readonly float[] Levels = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f, 0.6f, 0.7f, 0.8f, 0.9f];

    public static float Value(int place) => 100 + place + 20 * MathF.Sin(2 * MathF.PI * place / Season);

    public static ReportedSeries Series(string name, bool isCompared = true)
    {
        TimeScale scale = TimeScale.Of([new DateTime(2020, 1, 1), new DateTime(2020, 2, 1)]);
        long start = scale.Place(new DateTime(2020, 1, 1));
        return new()
        {
            Name = name,
            Values = [.. Enumerable.Range(0, Values).Select(Value)],
            TimeOf = place => scale.Text(start + place),
            HeldOut = isCompared ? Fan(Values - Horizon) : null,
            Naive = isCompared ? [.. Enumerable.Range(Values - Horizon - Season, Horizon).Select(Value)] : [],
            Ahead = Fan(Values),
        };
    }

    public static ForecastContent Content(params ReportedSeries[] series) => new()
    {
        Title = "Sales",
        Maker = "a test",
        Horizon = Horizon,
        SeasonLength = Season,
        Series = series,
        MaxSeries = 2,
        Measures =
        [
            new("MASE", "mean error, in seasonal steps of the past", 0.25, 1.5, "0.000"),
            new("Coverage", "share of values within the 80% band", 0.83, double.NaN, "0.0%"),
        ],
        Settings = [("Cell", "LSTM"), ("Epochs", "20")],
        History = HistoryLines.Two,
        BestEpoch = 2,
        Made = new DateTimeOffset(2024, 5, 1, 12, 30, 0, TimeSpan.Zero),
    };

    private static ForecastFan Fan(int origin) => new(Levels,
        [.. Levels.Select(level => (IReadOnlyList<float>)[.. Enumerable.Range(0, Horizon)
            .Select(step => Value(origin + step) + (level - 0.5f) * 10 * (step + 1))])]);
}
