using System.CommandLine;
using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>All that there is to say of a trained model, as one HTML file to look at, print and send.</summary>
internal sealed class ReportCommand : SampleCommand
{
    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly DataChoice data = new(hasModel: true, "Folder with the data whose test images to use, as for train.");

    private readonly Option<FileInfo?> sweep = new("--sweep")
    {
        Description = "CSV file of a sweep to show too. [default: sweep.csv beside the model, if there is one]",
        HelpName = "file",
    };

    private readonly Option<FileInfo> output = new("--output")
    {
        Description = "Where to write the report.",
        HelpName = "file",
        DefaultValueFactory = _ => new("report.html"),
    };

    public ReportCommand() : base(
        "report", "Write a report on a model: figures, curves, mistakes, settings, in one HTML file.",
        ("report mnist-rnn.zip", "report.html, on MNIST's test digits"),
        ("report gru.zip --sweep sweep.csv", "with the runs of a sweep"),
        ("report gru.zip --output gru.html", "to another file"),
        ("report letters.zip --data letters", "on other images"))
    {
        Add(model);
        foreach (Option option in (Option[])[.. data.All, sweep, output])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new();
        OutputFile file = OutputFile.Plan(parsed.GetRequiredValue(output), "report", DigitReport.Start, "a report of this program");
        FileInfo from = parsed.GetRequiredValue(model);
        SavedModel saved = SavedModel.Load(from);
        IReadOnlyList<SweepResult> runs = Sweep(parsed, from);
        LabelledImages images = data.Open(saved, parsed).TestImages;
        foreach (string remark in images.Remarks)
            screen.Remark(remark);
        saved.CheckSize(images);
        images.CheckSomeFor(saved);
        NetworkContent content = DigitReport.Of(saved, images, runs, cancellation);
        long size = file.Write(path => File.WriteAllText(path, NetworkPage.Of(content).Text));
        double accuracy = content.Task.Metrics[ShownMetric.Accuracy(MetricRows.Test).Name], loss = content.Task.Metrics[ShownMetric.Loss(MetricRows.Test).Name];
        screen.Line($"{file.Name}, {size:N0} bytes: test accuracy {accuracy:0.0000}, test loss {loss:0.0000}, "
            + $"{Counted.Of(content.Task.Wrong, "mistake")} on {Counted.Of(content.Task.Count, "image")} of {images.Name}.");
        return ExitCode.Success;
    }

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
            Failure.Write($"{exception.Message} The report is made without it.");
            return [];
        }
    }
}
