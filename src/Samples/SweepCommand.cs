using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>
/// The tutorial ends with the advice to try other batch and cell sizes: every combination of these, and of any other of the trainer's
/// options, trained and tested, and kept in a CSV file that an interrupted sweep goes on from.
/// </summary>
internal sealed class SweepCommand : SampleCommand
{
    private readonly TrainingChoice choice = TrainingChoice.OfLists(("hidden-size", "25,50,100"), ("batch-size", "20,50,128"));
    private readonly DataChoice data = new();
    private readonly Option<FileInfo> csv = new("--csv")
    {
        Description = "Where to add a line for each run. Runs that it has are not made again.",
        HelpName = "file",
        DefaultValueFactory = _ => new("sweep.csv"),
    };

    private readonly Option<FileInfo?> plot = new("--plot")
    {
        Description = "Where to draw the test accuracies, as SVG. [default: beside the CSV file; nowhere with --show]",
        HelpName = "file",
    };

    private readonly Option<bool> show = new("--show") { Description = "Show all runs that the CSV file has, and train nothing." };

    public SweepCommand() : base(
        "sweep",
        "Train and test every combination of settings: each option of train takes several values with commas between. Unless --epochs or "
        + "--steps is given, each run of the tutorial preset sees as many digits as the tutorial's own (4001 steps of 50), "
        + "whatever its batch size.",
        ("sweep", "the tutorial with other batch and cell sizes"),
        ("sweep --cell rnn,lstm,gru --hidden-size 50", "which cell?"),
        ("sweep --batch-size 50 --seed 1,2,3", "the cell size, three starts each"),
        ("sweep --preset gru --epochs 3", "around another preset"),
        ("sweep --show --plot sweep.svg", "what there is so far"))
    {
        foreach (Option option in (Option[])[.. choice.All, .. data.All, csv, plot, show])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new();
        FileInfo file = parsed.GetRequiredValue(csv);
        OutputFile? drawing = parsed.GetValue(plot) is { } given ? PlanDrawing(given) : null;
        bool isShown = parsed.GetValue(show);
        IReadOnlyList<SweepResult> results = isShown
            ? SweepResults.Load(file)
            : Sweep(screen, parsed, file, cancellation);

        screen.Heading($"On {string.Join(", ", results.Select(result => result.Data).Distinct())}");
        screen.Show(SweepTable.Of(results));
        foreach (SweepResult failed in results.Where(result => result.Failure is not null))
            screen.Line($"{SweepAxes.Of([.. results.Select(result => result.Settings)]).Label(failed.Settings)}: {failed.Failure}");
        drawing ??= isShown ? null : PlanDrawing(new(Path.ChangeExtension($"{file}", ".svg")));
        if (drawing is not null)
        {
            drawing.Write(path => File.WriteAllText(path, SweepPlot.Svg(results)));
            screen.Line($"Drawn in {drawing.Name}.");
        }
        return results.Any(result => result.Failure is not null) ? ExitCode.TargetMissed : ExitCode.Success;
    }

    private static OutputFile PlanDrawing(FileInfo given) => OutputFile.Plan(given, "plot", "<svg", "an SVG drawing");

    /// <summary>Makes the runs that the file does not have yet.</summary>
    /// <returns>All runs of the grid.</returns>
    private IReadOnlyList<SweepResult> Sweep(Screen screen, ParseResult parsed, FileInfo csv, CancellationToken cancellation)
    {
        IReadOnlyList<RnnOptions> grid = choice.GridOf(parsed, choice.PresetOf(parsed, Preset.Tutorial).ForImages);
        MLContext ml = new(grid[0].Seed);
        DigitData digits = data.Open(ml, parsed);
        string name = data.NameOf(parsed, digits);
        long rows = DigitData.Count(digits.Train);
        using SweepFile file = SweepFile.Open(csv, name, rows);
        SweepAxes axes = SweepAxes.Of([.. grid.Select(TrainingSettings.TextOf)]);
        RnnOptions[] pending = [.. grid.Where(options => file.Find(TrainingSettings.TextOf(options)) is null)];
        screen.Line($"{Counted.Of(grid.Count, "run")} on {name}, {Counted.Of(rows, "digit")} to train on; "
            + $"{grid.Count - pending.Length} in {file.Name} already.");

        // All digits, prepared once, for all runs.
        EstimatorChain<ITransformer> preparation = DigitPipeline.Preparation(ml, digits);
        IDataView train = NetworkPipeline.Prepare(ml, preparation, digits.Train, digits.Train);
        IDataView test = NetworkPipeline.Prepare(ml, preparation, digits.Train, digits.Test);
        foreach (string remark in screen.Waiting("reading", () => digits.CheckTest(test), cancellation))
            screen.Line(remark);
        foreach (RnnOptions options in pending)
            TrainingSettings.CheckClassWeights(options, digits.Name, DigitData.CountClasses(test));
        SweepMonitor monitor = new(screen, rows, pending);
        RnnSearch search = new()
        {
            Candidates = [.. pending.Select(options => options with
            {
                Progress = monitor.Report,
                ProgressSteps = TrainingMonitor.ReportedEvery,
            })],
            Metric = pending.All(options => options.ValidationFraction is not null) ? RnnMetric.ValidationLoss : RnnMetric.Loss,
            Measure = network => TestMetrics.Of(
                Interruption.Await(() => ml.MulticlassClassification.Evaluate(network.Transform(test)), cancellation)),
            Progress = Keep,
            CancellationToken = cancellation,
        };
        try
        {
            return monitor.Watch(() =>
            {
                if (pending.Length > 0)
                    search.Run(options => ml.MulticlassClassification.Trainers.Rnn(options), train);
                return (SweepResult[])[.. grid.Select(options => file.Find(TrainingSettings.TextOf(options))!)];
            });
        }
        catch (OperationCanceledException)
        {
            int finished = grid.Count(options => file.Find(TrainingSettings.TextOf(options)) is not null);
            throw new CancelledException(
                $"Cancelled; {finished} of {grid.Count} runs are in '{file.Name}'. The same command goes on from there.");
        }

        void Keep(RnnSearchRun run)
        {
            SweepResult result = SweepResult.Of(name, rows, run);
            file.Add(result);
            monitor.Ended(axes.Label(result.Settings), result);
        }
    }
}
