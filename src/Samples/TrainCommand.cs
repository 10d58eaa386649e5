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
    private readonly Option<DirectoryInfo?> data = DataOption.Create(
        "Folder with IDX files named as MNIST's, or of images: one folder for each class, or such in train and test.");

    private readonly Option<FileInfo> model = new("--model") { Description = "Where to save the model.", HelpName = "file", DefaultValueFactory = _ => new("mnist-rnn.zip") };
    private readonly Option<bool> json = new("--json") { Description = "For other programs: a line of JSON for each test, and one for the end." };

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
        foreach (Option option in (Option[])[.. choice.All, .. checkpoints.All, data, model, json])
            Add(option);
        SetWork((parsed, cancellation) => Run(parsed, parsed.GetValue(verbose), cancellation));
    }

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Stopwatch total = Stopwatch.StartNew();
        bool isJson = parsed.GetValue(json), isMnist = parsed.GetValue(data) is null;
        Screen screen = new(isQuiet: isJson);
        OutputFile file = OutputFile.PlanModel(parsed.GetRequiredValue(model));
        Preset preset = choice.PresetOf(parsed);
        RnnOptions options = checkpoints.Apply(parsed, choice.OptionsOf(parsed));
        TestPlan plan = TestPlan.For(preset, options, isMnist);
        MLContext ml = new(options.Seed);
        ml.Log += (_, entry) => TrainingLog.Show(screen, entry, verbose);

        // The test digits, prepared once, by all steps.
        DigitData digits = DigitData.Open(ml, parsed.GetValue(data));
        EstimatorChain<ReshapeTransformer> preparation = DigitPipeline.Preparation(ml, digits);
        (IDataView preparedTest, long rows, string? remark) = screen.Waiting("reading", () =>
        {
            IDataView prepared = DigitPipeline.Prepare(ml, preparation, digits.Train, digits.Test);
            return (prepared, DigitData.Count(digits.Train), digits.CheckTest(prepared));
        }, cancellation);
        MulticlassClassificationMetrics Evaluate(RnnTransformer network) => ml.MulticlassClassification.Evaluate(network.Transform(preparedTest));

        // Train: an ML.NET trainer like any other.
        TrainingMonitor monitor = new(screen, plan, Evaluate, cancellation) { Tested = isJson ? TrainingJson.WriteTest : null };
        EstimatorChain<KeyToValueMappingTransformer> pipeline = DigitPipeline.WithNetwork(ml, preparation, options with
        {
            Progress = monitor,
            ProgressSteps = TrainingMonitor.ReportedEvery,
            CancellationToken = cancellation,
            KeepModelOnCancellation = true,
        });
        screen.Line(preset.Announce(options, digits.Name, rows));
        if (remark is not null)
            screen.Remark(remark);
        TransformerChain<KeyToValueMappingTransformer> trained = TrainingFailedException.Of(
            () => CheckpointChoice.Explained(() => monitor.Watch(() => pipeline.Fit(digits.Train))));
        TimeSpan reading = total.Elapsed - monitor.Training - monitor.Evaluating;
        TrainingEnd end = TrainingEnd.Of(trained.OfType<RnnTransformer>().Single(), options, monitor, cancellation.IsCancellationRequested);
        ITransformer result = DigitPipeline.WithOther(trained, end.Network);

        // Evaluate; a cancelled run goes straight on to saving.
        Stopwatch evaluating = Stopwatch.StartNew();
        (MulticlassClassificationMetrics Metrics, DigitPrediction[] Predictions)? evaluated = Interruption.OrNull(() =>
            screen.Waiting("evaluating", () => (Evaluate(end.Network), DigitPrediction.Of(ml, result, digits.Test)), cancellation));
        if (evaluated is { } shown)
            TrainingReport.Show(screen, plan, monitor, end, shown.Metrics);
        evaluating.Stop();

        // Save, and load in another context, as another program would.
        Stopwatch saving = Stopwatch.StartNew();
        RunRecord record = new()
        {
            Data = digits.Name,
            TrainingRows = rows,
            Preset = preset.Name,
            Settings = TrainingSettings.TextOf(options),
            TrainingSeconds = monitor.TrainingInAll.TotalSeconds,
            CancelledAtStep = end.Outcome == TrainingEnd.Cancelled ? end.Network.History[^1].Step : null,
            Trained = DateTimeOffset.Now,
        };
        long size = file.Write(path =>
        {
            ml.Model.Save(result, digits.Train.Schema, path);
            record.AddTo(path);
        });
        if (evaluated is { } done)
        {
            screen.Waiting("loading again", () => ReloadCheck.Of(file.Name, digits, done.Predictions), CancellationToken.None).Show(screen, size);
            saving.Stop();
            TrainingReport.ShowTimes(screen, total.Elapsed, reading, monitor.Training, monitor.Evaluating + evaluating.Elapsed, saving.Elapsed);
        }
        if (isJson)
            TrainingJson.WriteOutcome(end, file.Name, size, evaluated?.Metrics, record.TrainingSeconds, total.Elapsed.TotalSeconds);
        return evaluated is null ? throw end.CancelledRun(file.Name, options)
            : TrainingReport.CheckTarget(screen, isMnist && TutorialNumbers.IsWholeRun(options), evaluated.Value.Metrics.MicroAccuracy);
    }
}
