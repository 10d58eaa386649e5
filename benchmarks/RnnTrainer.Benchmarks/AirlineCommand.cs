using System.CommandLine;
using System.Globalization;
using Microsoft.ML;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>A forecast of one short series with the defaults: two years of monthly airline passengers.</summary>
internal sealed class AirlineCommand() : BenchmarkCommand(
    "airline",
    "Forecast the last 24 months of Box and Jenkins's airline passengers with the defaults, several seeds; exit code 1 unless the error is "
    + "as expected.",
    "One seed.")
{
    private const int Seeds = 5, QuickSeeds = 1, Horizon = 24, Season = 12;
    private const double Target = 10.3;

    protected override (ResultFile Results, int ExitCode)? Measure(ParseResult parsed, bool quick)
    {
        float[] passengers =
        [
            .. File.ReadLines(Repository.PathOf("data", "airline-passengers.csv")).Skip(1)
                .Select(line => float.Parse(line.Split(',')[1], CultureInfo.InvariantCulture)),
        ];
        RnnForecastErrors[] naive = [], errors = [];
        foreach (int seed in Enumerable.Range(1, quick ? QuickSeeds : Seeds))
        {
            MLContext ml = new(seed);
            RnnForecastOptions options = new() { Training = RnnOptions.Forecast with { Seed = seed } };
            RnnForecastTransformer forecast = ml.Forecasting.ForecastByRnn("Value", Horizon, Season, options: options)
                .Fit(Rows(ml, passengers[..^Horizon]));
            RnnForecastMetrics metrics = ml.Forecasting.Evaluate(forecast.Backtest(Rows(ml, passengers)));
            Console.Error.WriteLine($"{metrics}\n");
            (naive, errors) = ([metrics.SeasonalNaive], [.. errors, metrics.Forecast]);
        }
        double mean = errors.Average(error => error.MeanAbsolutePercentageError);
        bool isMet = mean <= Target;
        if (!isMet)
            Console.Error.WriteLine(Invariant($"MAPE {mean:0.0} %: not as expected."));
        return (new ResultFile("airline.md", "Forecasts of monthly airline passengers",
            Machine.Table("airline-machine", quick ? "airline --quick" : "airline"),
            Invariant($"""
            {passengers.Length} months of Box and Jenkins's series; the last {Horizon} are forecast once by a network that was trained on
            the months before, `ForecastByRnn("Value", horizon: {Horizon}, season: {Season})` with the defaults.

            """),
            MarkdownTable.Block("airline", ["", "MAPE, %", "MASE", "in the 80 % band"],
            [
                .. naive.Select(error => Figures("seasonal naive", error)),
                .. errors.Select((error, i) => Figures(Invariant($"seed {i + 1}"), error)),
            ]),
            MarkdownTable.Block("airline-targets", ["", "mean of the seeds", "target", "met"],
                [["MAPE, %", Invariant($"{mean:0.0}"), Invariant($"at most {Target}"), isMet ? "yes" : "no"]])), isMet ? 0 : 1);
    }

    private static string[] Figures(string name, RnnForecastErrors error) =>
    [
        name, Invariant($"{error.MeanAbsolutePercentageError:0.0}"), Invariant($"{error.MeanAbsoluteScaledError:0.000}"),
        double.IsNaN(error.Coverage) ? "" : Invariant($"{error.Coverage:0.00}"),
    ];

    private static IDataView Rows(MLContext ml, float[] values) =>
        ml.Data.LoadFromEnumerable(values.Select(value => new Row { Value = value }).ToArray());

    private sealed class Row
    {
        public float Value { get; set; }
    }
}
