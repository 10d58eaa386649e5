using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>
/// Forecasts the series of a file: trains on all but the end, compares that with its forecast, and forecasts what follows.
/// </summary>
internal sealed class ForecastCommand : SampleCommand
{
    private readonly ForecastChoice choice = new();
    private readonly Option<FileInfo?> model = new("--model")
    {
        Description = "Use a model saved by 'forecast' instead of training one.",
        HelpName = "file",
    };

    private readonly Option<int?> epochs = Numbers.Count("--epochs", "Epochs to train for. [default: the library's]");
    private readonly Option<int> seed = Numbers.Between("--seed", 0, int.MaxValue, 1, "Random seed.");
    private readonly Option<FileInfo> save = Output("--save", "Where to save the trained model.", "forecast.zip");
    private readonly Option<FileInfo> csv = Output("--csv", "Where to write the forecast as CSV.", "forecast.csv");
    private readonly Option<FileInfo> report = Output("--report", "Where to write a report.", "forecast.html");

    public ForecastCommand(Option<bool> verbose) : base(
        "forecast", "Forecast the series in a CSV file, with bands, and compare with the seasonal naive forecast.",
        ("forecast", "airline passengers, two years ahead"),
        ("forecast sales.csv --value Sales --horizon 12", "a file of your own"),
        ("forecast shops.csv --value Sales --series Shop --horizon 28", "several series, one network"),
        ("forecast new.csv --time Day --model forecast.zip", "with a saved model"))
    {
        Add(choice.File);
        foreach (Option option in (Option[])[.. choice.All, model, epochs, seed, save, csv, report])
            Add(option);
        SetWork((parsed, cancellation) => Run(parsed, parsed.GetValue(verbose), cancellation));
    }

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Screen screen = new();
        CheckOutputs(parsed);
        OutputFile table = OutputFile.Plan(parsed.GetRequiredValue(csv), "forecast", ForecastCsv.Start, "a forecast by this program");
        OutputFile page = OutputFile.Plan(parsed.GetRequiredValue(report), "report", ForecastPage.Start, "a forecast report");
        MLContext ml = new(parsed.GetValue(seed));
        ml.Log += (_, entry) => TrainingLog.Show(screen, entry, verbose);

        RnnForecastTransformer? saved = Saved(ml, parsed);
        OutputFile? zip = saved is null ? OutputFile.PlanModel(parsed.GetRequiredValue(save)) : null;
        ForecastData data = screen.Waiting("reading", () => choice.Open(parsed, saved), cancellation);
        IReadOnlyList<ReadSeries> series = saved is null ? data.LongSeries : data.File.Series;
        screen.Line(data.Summary);
        foreach (string remark in data.File.Remarks)
            screen.Remark(remark);
        if (series.Count < data.File.Series.Count)
        {
            string[] left = [.. data.File.Series.Except(series).Select(one => one.Name)];
            screen.Remark(SeriesFile.LeftOut(left, data.File.Series.Count, $"fewer than {data.LeastValues:N0} values"));
        }

        if (saved is not null)
            RemarkShort(screen, saved, series);

        RnnForecastTransformer network = saved ?? Train(screen, ml, data, series, parsed, cancellation);
        ForecastContent content = screen.Waiting(
            "forecasting", () => Content(network, ml, data, series, isCompared: saved is null), cancellation);
        ForecastTables.Show(screen, content);
        zip?.Write(path => ml.Model.Save(network, data.Rows(ml, []).Schema, path));
        table.Write(path => ForecastCsv.Write(path, content.Series));
        page.Write(path => File.WriteAllText(path, ForecastPage.Of(content).Text));
        string model = zip is null ? "" : $"the model in {zip.Name}, ";
        screen.Line($"Saved: {model}the forecast in {table.Name}, a report in {page.Name}.");
        return ExitCode.Success;
    }

    private static void RemarkShort(Screen screen, RnnForecastTransformer network, IReadOnlyList<ReadSeries> series)
    {
        int count = series.Count(one => one.Values.Count < network.WindowSize);
        if (count > 0)
        {
            screen.Remark($"{count:N0} of {series.Count:N0} series {(count == 1 ? "has" : "have")} fewer than {network.WindowSize:N0} "
                + "values, the window that the model reads. Expect less accurate forecasts.");
        }
    }

    private RnnForecastTransformer? Saved(MLContext ml, ParseResult parsed)
    {
        if (parsed.GetValue(model) is not { } from)
            return null;
        return new Option[] { save, epochs }.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is { } given
            ? throw new UsageException($"{given.Name} applies to training, but --model names a trained model. Remove one of them.")
            : ForecastModel.Load(ml, from);
    }

    private RnnForecastTransformer Train(
        Screen screen, MLContext ml, ForecastData data, IReadOnlyList<ReadSeries> series, ParseResult parsed,
        CancellationToken cancellation)
    {
        ForecastMonitor monitor = new(screen, cancellation);
        RnnOptions options = RnnOptions.Forecast with
        {
            Seed = parsed.GetValue(seed),
            MissingValues = RnnMissingValues.LastValue,
            Progress = monitor.Report,
            CancellationToken = cancellation,
        };
        if (parsed.GetValue(epochs) is { } wanted)
            options = options with { Epochs = wanted };
        Stopwatch clock = Stopwatch.StartNew();
        RnnForecastTransformer network = monitor.Watch(() => ForecastModel.Train(ml, data, series, options));
        string ends = data.Horizon == 1 ? "the last value" : $"the last {data.Horizon:N0} values";
        screen.Line($"Trained on all but {ends}: {Counted.Of(network.History.Count, "epoch")} in {clock.Elapsed.TotalSeconds:0.0} s.");
        return network;
    }

    // The times of the file, which go on after its end.
    private static ForecastContent Content(
        RnnForecastTransformer network, MLContext ml, ForecastData data, IReadOnlyList<ReadSeries> series, bool isCompared)
    {
        RnnForecastReportOptions options = new() { Title = data.Title, Compare = isCompared };
        ForecastContent content = ForecastReading.Of(network, data.Rows(ml, series), options, "rnn-samples forecast");
        return content with
        {
            Series = [.. content.Series.Zip(series, (reported, read) => reported with { TimeOf = index => data.File.Time(read, index) })],
        };
    }

    // The last one written would replace another.
    private void CheckOutputs(ParseResult parsed)
    {
        Option<FileInfo>[] outputs = parsed.GetValue(model) is null ? [save, csv, report] : [csv, report];
        foreach (IGrouping<string, Option<FileInfo>> same in outputs.GroupBy(option => OutputPath.Of(parsed.GetRequiredValue(option))))
        {
            if (same.Count() > 1)
            {
                throw new UsageException($"{string.Join(" and ", same.Select(option => option.Name))} are the same file, "
                    + $"'{parsed.GetRequiredValue(same.First())}'. Give each its own file.");
            }
        }
    }

    private static Option<FileInfo> Output(string name, string description, string standard) => new(name)
    {
        Description = description,
        HelpName = "file",
        DefaultValueFactory = _ => new(standard),
    };
}
