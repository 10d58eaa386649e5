using System.CommandLine;
using System.Globalization;
using static System.FormattableString;

namespace RnnTrainer.Benchmarks;

/// <summary>Forecasts of the M4 competition's hourly series, with the defaults.</summary>
internal sealed class M4Command : DataFolderCommand
{
    private const int Seeds = 3, QuickSeeds = 1;
    private const double MostSeconds = 180, LeastCoverage = 0.74, MostCoverage = 0.86;

    // What the mean of the seeds must reach on the test part.
    private static readonly (string Name, string Format, double Most, Func<RnnForecastErrors, double> Of)[] Targets =
    [
        ("sMAPE", "0.000", 10.3, errors => errors.SymmetricMeanAbsolutePercentageError),
        ("MASE", "0.000", 0.95, errors => errors.MeanAbsoluteScaledError),
        ("ND", "0.0000", 0.036, errors => errors.NormalizedDeviation),
        ("weighted quantile loss", "0.0000", 0.028, errors => errors.WeightedQuantileLoss),
    ];

    private readonly Option<bool> validation = new("--validation")
    {
        Description = "Forecast the last 48 values of the training part, without them: what recipes are chosen by.",
    };

    private readonly Option<int> hidden = new("--hidden")
    {
        Description = "Units of the network.",
        HelpName = "count",
        DefaultValueFactory = _ => RnnOptions.Forecast.HiddenSize,
    };

    public M4Command() : base(
        "m4",
        "Forecast the M4 competition's hourly series with the defaults, several seeds, beside the seasonal naive forecast and published "
        + "figures; exit code 1 unless they are as expected.",
        "One seed.",
        "m4-hourly", "the M4 competition (github.com/Mcompetitions/M4-methods)",
        M4Series.TrainFile, M4Series.TestFile)
    {
        Add(validation);
        Add(hidden);
    }

    protected override (ResultFile Results, int ExitCode) Measure(ParseResult parsed, string folder, bool quick)
    {
        bool heldOut = parsed.GetValue(validation);
        int units = parsed.GetValue(hidden);
        IReadOnlyList<M4Series> series = M4Series.Read(folder);
        if (heldOut)
            series = [.. series.Select(one => one.HoldOut())];
        RnnOptions options = RnnOptions.Forecast with { HiddenSize = units };
        M4Run[] runs = [.. Enumerable.Range(1, quick ? QuickSeeds : Seeds).Select(seed => M4Run.Of(series, options, seed))];

        string suffix = (heldOut ? "-validation" : "") + (units == RnnOptions.Forecast.HiddenSize ? "" : Invariant($"-{units}"));
        string arguments = $"m4{(heldOut ? " --validation" : "")}{(suffix.EndsWith(Invariant($"-{units}"), StringComparison.Ordinal)
            ? Invariant($" --hidden {units}") : "")}";
        (string targets, bool isMet) = Judge(runs, $"m4{suffix}-targets");
        if (!isMet && !heldOut)
            Console.Error.WriteLine("Not as expected.");
        string[] header = ["", .. Targets.Select(target => target.Name), "in the 80 % band", "Fit, s", "of processors, s"];
        return (new ResultFile($"m4{suffix}.md", "Forecasts of the M4 competition's hourly series",
        [
            Machine.Table($"m4{suffix}-machine", arguments),
            Invariant($"""
            {series.Count} series of {series.Min(one => one.Known.Length)} to {series.Max(one => one.Known.Length)} values, the next
            {M4Series.Horizon} forecast once{(heldOut ? ": the last of the training part, which the network did not see" : "")}. One network
            for all: `ForecastByRnn("Value", horizon: {M4Series.Horizon}, season: {M4Series.Season}, "Series")` with the defaults{(
                units == RnnOptions.Forecast.HiddenSize ? "" : Invariant($", but {units} units"))}. Everything was chosen on the last
            {M4Series.Horizon} values of the training part. sMAPE and MASE as the competition defines them, ND and the mean weighted
            quantile loss as GluonTS does. Published figures, of the test part, are those of `benchmarks/published/m4.csv`.

            """),
            MarkdownTable.Block($"m4{suffix}", header,
            [
                .. heldOut ? [] : PublishedForecasts.Read(Repository.PathOf("benchmarks", "published", "m4.csv"))
                    .Select(row => (string[])[row.Method, .. row.Figures, "", "", ""]),
                ["seasonal naive", .. Figures(runs[0].Metrics.SeasonalNaive), "", "", ""],
                .. runs.Select(run => (string[])
                [
                    Invariant($"RnnTrainer, seed {run.Seed}"), .. Figures(run.Metrics.Forecast), Share(run.Metrics.Forecast.Coverage),
                    Invariant($"{run.Seconds:0.0}"), Invariant($"{run.ProcessorSeconds:0.0}"),
                ]),
            ]),
            .. heldOut ? Array.Empty<string>() : [targets],
        ]), isMet || heldOut ? 0 : 1);
    }

    // Of the test part.
    private static (string Table, bool IsMet) Judge(M4Run[] runs, string name)
    {
        double coverage = Mean(errors => errors.Coverage), seconds = runs.Max(run => run.Seconds);
        bool isCalibrated = coverage is >= LeastCoverage and <= MostCoverage, isFast = seconds <= MostSeconds;
        string table = MarkdownTable.Block(name, ["", "mean of the seeds", "target", "met"],
        [
            .. Targets.Select(target => (string[])
            [
                target.Name, Text(Mean(target.Of), target.Format), Invariant($"at most {target.Most}"),
                YesOrNo(Mean(target.Of) <= target.Most),
            ]),
            ["in the 80 % band", Share(coverage), $"{Share(LeastCoverage)} to {Share(MostCoverage)}", YesOrNo(isCalibrated)],
            ["slowest Fit, s", Invariant($"{seconds:0.0}"), Invariant($"at most {MostSeconds}"), YesOrNo(isFast)],
        ]);
        return (table, isCalibrated && isFast && Targets.All(target => Mean(target.Of) <= target.Most));

        double Mean(Func<RnnForecastErrors, double> of) => runs.Average(run => of(run.Metrics.Forecast));
    }

    private static IEnumerable<string> Figures(RnnForecastErrors errors) =>
        Targets.Select(target => Text(target.Of(errors), target.Format));

    private static string Share(double share) => Invariant($"{share:0.00}");

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private static string YesOrNo(bool value) => value ? "yes" : "no";
}
