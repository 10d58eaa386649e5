using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace RnnTrainer.Samples;

/// <summary>
/// The main job: a recurrent network on MNIST as an ML.NET pipeline, from the files to a saved model that is loaded again. Unless
/// another preset is asked for, it is the Keras tutorial's SimpleRNN.
/// </summary>
internal sealed class TrainCommand : SampleCommand
{
    private readonly TrainingChoice choice = new();
    private readonly CheckpointChoice checkpoints = new();
    private readonly DataChoice data = new();

    private readonly Option<FileInfo> model = new("--model")
    {
        Description = "Where to save the model.",
        HelpName = "file",
        DefaultValueFactory = _ => new("mnist-rnn.zip"),
    };

    private readonly Option<bool> json = new("--json")
    {
        Description = "For other programs: a line of JSON for each test, and one for the end.",
    };

    public TrainCommand(Option<bool> verbose) : base(
        "train", "Train a recurrent network on MNIST, evaluate it, save it, load it again.",
        ("", "the tutorial's run"),
        ("train --steps 200", "a quick look"),
        ("train --hidden-size 100 --batch-size 32", "another network"),
        ("train --preset lstm", "an LSTM"),
        ("train --preset gru --epochs 5", "a GRU, for a shorter time"),
        ("train --seed 2 --model second.zip", "another start, another file"),
        ("train --data photos", "images, in one folder for each class"),
        ("train --preset gru --validation 0.1 --early-stopping patience=3", "as long as it gets better"),
        ("train --preset accurate --checkpoint run --resume", "can be interrupted, and started again"),
        ("train --preset lstm --json", "for other programs"))
    {
        foreach (Option option in (Option[])[.. choice.All, .. checkpoints.All, .. data.All, model, json])
            Add(option);
        SetWork((parsed, cancellation) => Run(parsed, parsed.GetValue(verbose), cancellation));
    }

    public override IReadOnlyList<string> Notes =>
        ["Presets:", .. Preset.All.Select(preset => $"  {preset.Name,-12}{preset.Purpose}: {preset.Summary}"), ""];

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Stopwatch clock = Stopwatch.StartNew();
        bool isJson = parsed.GetValue(json), isMnist = data.FolderOf(parsed) is null;
        Screen screen = new(isQuiet: isJson);
        OutputFile file = OutputFile.PlanModel(parsed.GetRequiredValue(model));
        Preset preset = choice.PresetOf(parsed);
        RnnOptions options = checkpoints.Apply(parsed, choice.OptionsOf(parsed));
        TestPlan plan = TestPlan.For(preset, options, isMnist);
        MLContext ml = new(options.Seed);
        ml.Log += (_, entry) => TrainingLog.Show(screen, entry, verbose);

        // Prepare: pixels become a sequence of rows, labels become keys.
        DigitData digits = data.Open(ml, parsed);
        EstimatorChain<ReshapeTransformer> preparation = DigitPipeline.Preparation(ml, digits);
        PreparedDigits prepared = screen.Waiting("reading", () => PreparedDigits.Of(ml, digits, preparation, options), cancellation);

        // Train: an ML.NET trainer like any other.
        TrainingMonitor monitor = new(screen, plan, prepared.Evaluate, steps => prepared.EpochsIn(steps, options), cancellation)
        {
            Tested = isJson ? TrainingJson.WriteTest : null,
        };
        EstimatorChain<KeyToValueMappingTransformer> pipeline = DigitPipeline.WithNetwork(ml, preparation, options with
        {
            Progress = monitor.Report,
            ProgressSteps = TrainingMonitor.ReportedEvery,
            CancellationToken = cancellation,
            KeepModelOnCancellation = true,
        });
        screen.Line(preset.Announce(options, digits.Name, prepared.TrainingRows));
        foreach (string remark in prepared.Remarks)
            screen.Remark(remark);
        TransformerChain<KeyToValueMappingTransformer> fitted = TrainingFailedException.Of(
            () => monitor.Watch(() => pipeline.Fit(digits.Train)));
        TrainingEnd end = TrainingEnd.Of(fitted.OfType<RnnTransformer>().Single(), options, monitor, cancellation.IsCancellationRequested);
        ITransformer result = DigitPipeline.WithOther(fitted, end.Network);
        TimeSpan trained = clock.Elapsed;

        // Evaluate, TorchSharp on another thread; a cancelled run goes straight on to saving.
        using TorchScoring? torch = cancellation.IsCancellationRequested ? null : new(end.Network, prepared.Test);
        FinalTest? test = torch is null ? null
            : FinalTest.Of(screen, prepared, end.Network, result, digits.Test, cancellation);
        if (test is not null)
            TrainingReport.Show(screen, plan, monitor, end, test);
        TimeSpan evaluated = clock.Elapsed;

        // Save, and load in another context, as another program would.
        RunRecord record = new()
        {
            Data = digits.Name,
            Preparation = data.PreparationOf(parsed).Name,
            Transposed = data.IsTransposed(parsed),
            TrainingRows = prepared.TrainingRows,
            Preset = preset.Name,
            Settings = TrainingSettings.TextOf(options),
            TrainingSeconds = monitor.TrainingInAll.TotalSeconds,
            CancelledAtStep = end.Outcome == TrainingEnd.Cancelled ? end.Network.History[^1].Step : null,
            Tests = TestMetrics.AtEnds(monitor.Results, end.Network.History),
            Trained = DateTimeOffset.Now,
        };
        long size = record.SaveWith(ml, result, digits.Train.Schema, file);
        if (test is not null)
        {
            screen.Waiting("loading again", () => ReloadCheck.Of(file.Name, digits, test.Predictions), CancellationToken.None)
                .Show(screen, size);
        }
        TorchCheck? check = test is null ? null : torch?.CompareWith(test.Predictions);
        if (check is not null)
        {
            screen.Line(check.Line);
            TrainingReport.ShowTimes(screen, monitor, trained, evaluated, clock.Elapsed);
        }

        if (isJson)
            TrainingJson.WriteOutcome(end, file.Name, size, test, check, record.TrainingSeconds, clock.Elapsed.TotalSeconds);
        if (test is null || check is null)
            throw end.CancelledRun(file.Name, options);
        check.Require();
        return TrainingReport.CheckTarget(screen, isMnist && TutorialNumbers.IsWholeRun(options), test.Metrics.MicroAccuracy);
    }
}
