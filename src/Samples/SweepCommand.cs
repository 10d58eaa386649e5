using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>
/// The tutorial ends with the advice to try other batch and cell sizes: combinations of these, and of any other of the trainer's options,
/// are trained and compared on validation images by <see cref="RnnSearch"/>, from whose file an interrupted sweep goes on.
/// </summary>
internal sealed class SweepCommand : SampleCommand
{
    private readonly TrainingChoice choice = TrainingChoice.OfLists(("hidden-size", "25,50,100"), ("batch-size", "20,50,128"));
    private readonly DataChoice data = new();
    private readonly SweepValidation validation = new();
    private readonly Option<int?> draws = new("--draws")
    {
        Description = "Combinations to draw at random. [default: every combination]",
        HelpName = "count",
    };

    private readonly Option<string?> halving = new("--halving")
    {
        Description = "Successive halving: all train briefly, the better ones for longer. Settings such as factor=3:rounds=3.",
        HelpName = "settings",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<FileInfo> csv = new("--csv")
    {
        Description = "CSV file to write the table of runs to.",
        HelpName = "file",
        DefaultValueFactory = _ => new("sweep.csv"),
    };

    private readonly Option<FileInfo?> results = new("--results")
    {
        Description = "File to append each run to. Runs already in it are skipped. [default: next to the CSV file, as .jsonl]",
        HelpName = "file",
    };

    private readonly Option<FileInfo?> plot = new("--plot")
    {
        Description = "SVG file for a plot of the validation accuracies. [default: next to the CSV file; none with --show]",
        HelpName = "file",
    };

    private readonly Option<bool> show = new("--show") { Description = "Show the runs in the CSV file without training." };

    public SweepCommand() : base(
        "sweep",
        "Train combinations of settings and compare them on validation images: each option of 'train' takes several values, "
        + "separated by commas. Unless --epochs or --steps is given, each run of the tutorial preset sees as many digits as the "
        + "tutorial (4001 steps of 50), whatever its batch size.",
        ("sweep", "the tutorial's network with other batch and cell sizes"),
        ("sweep --cell rnn,lstm,gru --hidden-size 50", "which cell?"),
        ("sweep --batch-size 50 --seed 1,2,3", "hidden sizes, with three seeds each"),
        ("sweep --preset gru --epochs 3", "around another preset"),
        ("sweep --preset gru --dropout 0,0.1,0.2,0.3 --draws 9 --halving", "more settings in less time"),
        ("sweep --show --plot sweep.svg", "the results so far"))
    {
        halving.CompletionSources.Add([.. SettingText.Values(typeof(RnnHalving))]);
        halving.Validators.Add(given =>
        {
            try
            {
                HalvingOf(given);
            }
            catch (Exception exception) when (exception is FormatException or ArgumentException)
            {
                given.AddError($"{halving.Name} must be on, or some of factor= (2 to 100) and rounds= (2 to 10) joined with :, "
                    + $"as in factor=3:rounds=3, but is '{given.Tokens[0].Value}'.");
            }
        });
        draws.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int?>() < 1)
                given.AddError($"{draws.Name} must be a whole number, 1 or more, but is '{given.Tokens[0].Value}'.");
        });
        foreach (Option option in (Option[])[.. choice.All, validation.Option, draws, halving, .. data.All, csv, results, plot, show])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new();
        FileInfo file = parsed.GetRequiredValue(csv);
        OutputFile? drawing = parsed.GetValue(plot) is { } given ? PlanDrawing(given) : null;
        if (parsed.GetValue(show))
            return Show(screen, SweepResults.Load(file), drawing, command: null);
        OutputFile table = OutputFile.Plan(file, "table", SweepColumns.Beginning, "the table of a sweep");
        drawing ??= PlanDrawing(new(Path.ChangeExtension($"{file}", ".svg")));
        (IReadOnlyList<SweepResult> runs, string? command) = Sweep(screen, parsed, table, cancellation);
        return Show(screen, runs, drawing, command);
    }

    private static int Show(Screen screen, IReadOnlyList<SweepResult> runs, OutputFile? drawing, string? command)
    {
        screen.Heading($"On {string.Join(", ", runs.Select(result => result.Data).Distinct())}");
        screen.Show(SweepTable.Of(runs));
        SweepBest.Show(screen, runs, command);
        SweepAxes axes = SweepAxes.Of(runs);
        SweepResult[] failures = [.. runs.Where(result => result.Failure is not null)];
        foreach (SweepResult failed in failures)
            screen.Line($"{axes.Label(failed)}: {failed.Failure}");
        if (drawing is not null)
        {
            drawing.Write(path => File.WriteAllText(path, SweepPlot.Svg(runs)));
            screen.Line($"Drawn in {drawing.Name}.");
        }
        return failures.Length > 0 ? ExitCode.TargetMissed : ExitCode.Success;
    }

    private static OutputFile PlanDrawing(FileInfo given) => OutputFile.Plan(given, "plot", "<svg", "an SVG drawing");

    private static RnnHalving? HalvingOf(OptionResult? given) => given is null ? null
        : SettingText.Parse<RnnHalving?>(given.Tokens is [var token] ? token.Value : SettingText.Alone(typeof(RnnHalving))!);

    /// <summary>Makes the runs that the file of results does not have yet.</summary>
    /// <returns>All runs, and what trains the best network.</returns>
    private (IReadOnlyList<SweepResult> Runs, string? Command) Sweep(
        Screen screen, ParseResult parsed, OutputFile table, CancellationToken cancellation)
    {
        Preset preset = choice.PresetOf(parsed, Preset.Tutorial);
        SweepSpace space = choice.SpaceOf(parsed, validation.Apply(parsed, preset.ForImages));
        DirectoryInfo? folder = validation.FolderOf(parsed);
        int? drawn = parsed.GetValue(draws);
        if (drawn is null)
            space.CheckAll(isValidated: folder is not null);
        RnnHalving? rounds = HalvingOf(parsed.GetResult(halving));
        FileInfo kept = parsed.GetValue(results) ?? new(Path.ChangeExtension(table.Name, ".jsonl"));
        if (OutputPath.Of(kept) == OutputPath.Of(new FileInfo(table.Name)))
            throw new UsageException($"{csv.Name} and {results.Name} are both '{kept}'. Choose another file for one of them.");

        // All images, prepared once, for all runs. Those to test on are not read.
        MLContext ml = new(space.Start.Seed);
        DigitData digits = data.Open(ml, parsed);
        string name = data.NameOf(parsed, digits) + (folder is null ? "" : $" compared on {folder}");
        long rows = DigitData.Count(digits.Train);
        EstimatorChain<ITransformer> preparation = DigitPipeline.Preparation(ml, digits);
        IDataView train = Prepare(digits.Train);
        IDataView? compared = validation.Open(ml, parsed, data, new(digits.Name, digits.Train), Prepare);
        digits.CheckTrain(train);
        int classes = DigitData.CountClasses(train);
        foreach (RnnOptions options in space.Spread())
            TrainingSettings.CheckClassWeights(options, digits.Name, classes);
        SweepLength length = SweepLength.Of(space, drawn, rounds, rows);
        string heldOut = space.Start.ValidationFraction is { } share ? $", {share} of them held out for validation" : "";
        screen.Line($"{Counted.Of(length.Runs, "run")} on {name}: {Counted.Of(rows, "digit")}{heldOut}.");
        foreach (string remark in digits.Remarks)
            screen.Line(remark);

        SweepAxes axes = SweepAxes.Of(space, rounds is not null);
        SweepMonitor monitor = new(screen, rows, length);
        List<SweepResult> runs = [];
        RnnSearch search = new()
        {
            Options = space.Start with { Progress = monitor.Report, ProgressSteps = TrainingMonitor.ReportedEvery },
            Space = space.Choices,
            Draws = drawn,
            Halving = rounds,
            Metric = RnnMetric.ValidationAccuracy,
            ResultsFile = $"{kept}",
            Progress = Keep,
            CancellationToken = cancellation,
        };
        try
        {
            RnnSearchResults found = TrainingFailedException.Of(() => monitor.Watch(() => search.Run(Trainer, train, compared)));
            Write();
            return (runs, found.Best is null ? null : CommandFor(space.Of(found.Best.Choices)));
        }
        catch (OperationCanceledException)
        {
            throw new CancelledException(
                $"Cancelled; {runs.Count} of {length.Runs} runs are in '{kept}'. Run the same command to continue.");
        }

        IDataView Prepare(IDataView images) => NetworkPipeline.Prepare(ml, preparation, digits.Train, images);

        RnnEstimator Trainer(RnnOptions options)
        {
            monitor.Begin(options);
            return ml.MulticlassClassification.Trainers.Rnn(options);
        }

        void Keep(RnnSearchRun run)
        {
            SweepResult result = SweepResult.Of(name, rows, run, space.Of(run.Choices));
            runs.Add(result);
            if (!run.IsFromFile)
                Write();
            monitor.Ended(axes.Label(result), run, result);
        }

        void Write() => table.Write(path => File.WriteAllBytes(path, SweepResults.Csv(runs, SweepColumns.Written)));

        // Train holds images out, or validates on none.
        string? CommandFor(RnnOptions best) => folder is not null && best.EarlyStopping is not null ? null
            : SweepBest.CommandFor(best, preset, preset.ForImages with { Seed = TrainingChoice.StandardSeed }, parsed, data.All);
    }
}
