using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>
/// The main job: a recurrent network as an ML.NET pipeline, from the files to a saved model that is loaded again. Without a file it is
/// the Keras tutorial's SimpleRNN on MNIST, unless another preset is asked for.
/// </summary>
internal sealed class TrainCommand : SampleCommand
{
    private readonly TrainingChoice choice = new();
    private readonly CheckpointChoice checkpoints = new();
    private readonly TrainingSource[] sources = [new SequenceSource(), new DigitSource()];

    private readonly Option<FileInfo?> model = new("--model")
    {
        Description = "Where to save the model. [default: mnist-rnn.zip, or the training file's name with .zip]",
        HelpName = "file",
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "Print one JSON object per line for other programs: one for each test, and one at the end.",
    };

    private readonly Option<bool> distributed = new("--distributed")
    {
        Description = "Train together with the other processes started by mpirun. The first one prints and saves.",
    };

    public TrainCommand(Option<bool> verbose) : base(
        "train", "Train a recurrent network on your own file or on images, evaluate it, and save it.",
        ("train sensors.csv --sequence Machine --time Time --label State", "one row per time step"),
        ("train gestures.csv --label Name", "one row per sequence, one column per step"),
        ("train messages.csv --text Message --label Topic", "texts"),
        ("train engines.csv --sequence Unit --label Left --levels 0.1,0.9", "bounds of a number"),
        ("", "without a file: the Keras tutorial's run, on MNIST"),
        ("train --steps 200", "a quick look"),
        ("train --hidden-size 100 --batch-size 32", "another network"),
        ("train --preset lstm", "an LSTM"),
        ("train --preset gru --epochs 5", "a GRU, for a shorter time"),
        ("train --seed 2 --model second.zip", "another seed, another file"),
        ("train --data photos", "images, in one folder for each class"),
        ("train --preset gru --validation 0.1 --early-stopping patience=3", "stops when validation stops improving"),
        ("train --preset accurate --checkpoint run --resume", "can be interrupted and resumed"),
        ("train --preset lstm --json", "for other programs"))
    {
        foreach (Argument argument in sources.SelectMany(source => source.Symbols).OfType<Argument>())
            Add(argument);
        IEnumerable<Option> ofSources = sources.SelectMany(source => source.Symbols).OfType<Option>();
        foreach (Option option in (Option[])[.. ofSources, .. choice.All, .. checkpoints.All, distributed, model, json])
            Add(option);
        SetWork((parsed, cancellation) => Run(parsed, parsed.GetValue(verbose), cancellation));
    }

    public override IReadOnlyList<string> Notes =>
        ["Presets:", .. Preset.All.Select(preset => $"  {preset.Name,-12}{preset.Purpose}: {preset.Summary}"), ""];

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        bool isJson = parsed.GetValue(json);
        bool isDistributed = ProcessEnd.IsOrderly = parsed.GetValue(distributed);
        bool isFirst = !isDistributed || TrainingFailedException.Of(() => RnnMpi.IsFirst);
        Screen screen = new(isQuiet: isJson || !isFirst);
        TrainingSource source = sources.First(one => one.IsAskedFor(parsed));
        OutputFile file = OutputFile.PlanModel(parsed.GetValue(model) ?? source.UsualModel(parsed));
        SourceSymbols.CheckOthers(parsed, source.Symbols, source.Kind, sources.Select(one => (one.Symbols, one.Kind)));
        Preset preset = choice.PresetOf(parsed, source.UsualPreset(parsed));
        RnnOptions start = source.StartOf(preset) with { Distributed = isDistributed ? new() : null };
        RnnOptions options = checkpoints.Apply(parsed, choice.OptionsOf(parsed, start));
        MLContext ml = new(options.Seed);
        ml.Log += (_, entry) => TrainingLog.Show(screen, entry, verbose);

        // Prepare: rows become sequences, labels become what the trainer wants.
        TrainingSet set = source.Open(ml, parsed);
        options = set.Apply(options);
        TestPlan plan = TestPlan.For(preset, options, set.IsTutorial);
        PreparedTest prepared = screen.Waiting("reading", () => PreparedTest.Of(set, options), cancellation);

        // Train: an ML.NET trainer like any other.
        TrainingMonitor monitor = new(screen, plan, prepared.Evaluate, steps => prepared.EpochsIn(steps, options), cancellation)
        {
            Tested = isJson ? TrainingJson.WriteTest : null,
        };
        EstimatorChain<ITransformer> pipeline = NetworkPipeline.Of(ml, set, options with
        {
            Progress = monitor.Report,
            ProgressSteps = TrainingMonitor.ReportedEvery,
            CancellationToken = cancellation,
            KeepModelOnCancellation = true,
        });
        screen.Line(preset.Announce(options, set.Name, prepared.TrainingRows, set.RowName));
        foreach (string remark in isFirst ? prepared.Remarks : [])
            screen.Remark(remark);
        TransformerChain<ITransformer> fitted = TrainingFailedException.Of(() => monitor.Watch(() => pipeline.Fit(set.Train)));
        if (!isFirst)
            return ExitCode.Success;
        TrainingEnd end = TrainingEnd.Of(fitted.OfType<RnnTransformer>().Single(), options, monitor, cancellation.IsCancellationRequested);
        ITransformer result = NetworkPipeline.WithOther(fitted, end.Network);
        TimeSpan trained = clock.Elapsed;

        // Evaluate, TorchSharp on another thread; a cancelled run goes straight on to saving.
        using TorchScoring? torch = cancellation.IsCancellationRequested ? null : set.ScoreByTorch(end.Network, prepared.Test);
        FinalTest? test = cancellation.IsCancellationRequested ? null : FinalTest.Of(screen, prepared, end.Network, result, cancellation);
        if (test is not null)
            TrainingReport.Show(screen, plan, monitor, end, test, set.RowName);
        TimeSpan evaluated = clock.Elapsed;

        // Save, and load in another context, as another program would.
        RunRecord record = set.Complete(new()
        {
            Data = set.Name,
            TrainingRows = prepared.TrainingRows,
            Preset = preset.Name,
            Settings = TrainingSettings.TextOf(options),
            TrainingSeconds = monitor.TrainingInAll.TotalSeconds,
            CancelledAtStep = end.Outcome == TrainingEnd.Cancelled ? end.Network.History[^1].Step : null,
            Tests = TestMetrics.AtEnds(monitor.Results, end.Network.History),
            Trained = DateTimeOffset.Now,
        });
        long size = record.SaveWith(ml, result, set.Train.Schema, file);
        if (test is not null)
        {
            screen.Waiting("loading again", () => ReloadCheck.Of(file.Name, set, test.Predictions), CancellationToken.None)
                .Show(screen, size);
        }
        TorchCheck? check = test is null ? null : torch?.CompareWith(test.Predictions);
        if (check is not null)
            screen.Line(check.Line);
        if (test is not null)
            TrainingReport.ShowTimes(screen, monitor, trained, evaluated, clock.Elapsed);

        if (isJson)
        {
            TrainingJson.WriteOutcome(
                end, file.Name, size, set.Task.MetricNames, test, check, record.TrainingSeconds, clock.Elapsed.TotalSeconds);
        }
        if (test is null)
            throw end.CancelledRun(file.Name, options);
        check?.Require();
        return set.Conclude(screen, options, test.Metrics);
    }
}
