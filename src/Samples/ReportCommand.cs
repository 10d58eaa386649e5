using System.CommandLine;
using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>All that there is to say of a trained model, as one HTML file to look at, print and send.</summary>
internal sealed class ReportCommand : SampleCommand
{
    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly ReportSource[] sources = [new SequenceReportSource(), new DigitReportSource()];

    private readonly Option<FileInfo?> sweep = new("--sweep")
    {
        Description = "CSV file of a sweep to include. [default: sweep.csv next to the model, if it exists]",
        HelpName = "file",
    };

    private readonly Option<FileInfo> output = new("--output")
    {
        Description = "Where to write the report.",
        HelpName = "file",
        DefaultValueFactory = _ => new("report.html"),
    };

    public ReportCommand() : base(
        "report", "Write a report on a model as one HTML file: figures, curves, mistakes, settings.",
        ("report sensors.zip", "report.html, on the rows that 'train' held out"),
        ("report mnist-rnn.zip", "on MNIST's test digits"),
        ("report gru.zip --sweep sweep.csv", "with the results of a sweep"),
        ("report gru.zip --output gru.html", "to another file"),
        ("report letters.zip --data letters", "on other images"))
    {
        Add(model);
        foreach (Argument argument in sources.SelectMany(source => source.Symbols).OfType<Argument>())
            Add(argument);
        foreach (Option option in (Option[])[.. sources.SelectMany(source => source.Symbols).OfType<Option>(), sweep, output])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new();
        OutputFile file = OutputFile.Plan(parsed.GetRequiredValue(output), "report", ModelReport.Start, "a report by this program");
        FileInfo from = parsed.GetRequiredValue(model);
        TrainedModel trained = TrainedModel.Load(from);
        ReportSource source = sources.First(one => one.Takes(trained));
        SourceSymbols.CheckOthers(parsed, source.Symbols, source.Kind, sources.Select(one => (one.Symbols, one.Kind)));
        IReadOnlyList<SweepResult> runs = Sweep(parsed, from);
        ReportedRows tested = source.Open(trained, parsed, screen);
        NetworkContent content = ModelReport.Of(trained, tested, runs, cancellation);
        long size = file.Write(path => File.WriteAllText(path, NetworkPage.Of(content).Text));
        string figures = string.Join(", ", content.Task.Metrics.Where(metric => double.IsFinite(metric.Value))
            .Select(metric => $"{new ShownMetric(metric.Key).Heading} {metric.Value:0.0000}").Take(2).Reverse());
        string mistakes = content.Task.Wrong > 0 ? $"{Counted.Of(content.Task.Wrong, "mistake")} on " : "";
        screen.Line($"{file.Name}, {size:N0} bytes: {figures}, {mistakes}{Counted.Of(content.Task.Count, CountedName(trained, tested))} "
            + $"of {tested.DataName}.");
        return ExitCode.Success;
    }

    private static string CountedName(TrainedModel model, ReportedRows rows) =>
        model.Network.Model.Pooling == RnnPooling.None ? "step" : rows.RowName;

    private IReadOnlyList<SweepResult> Sweep(ParseResult parsed, FileInfo from)
    {
        if (parsed.GetValue(sweep) is { } given)
            return SweepResults.Load(given);
        FileInfo beside = new(Path.Combine(from.DirectoryName!, "sweep.csv"));
        try
        {
            return beside.Exists ? SweepResults.Load(beside) : [];
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            // Nobody asked for it: it may be of another program.
            Failure.Write($"{exception.Message} The report is written without it.");
            return [];
        }
    }
}
