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
    private readonly Option<DirectoryInfo?> data = new("--data") { Description = "Folder with IDX files named as MNIST's, or of images: one folder for each class, or such in train and test. [default: data/mnist of the repository]", HelpName = "folder" };
    private readonly Option<FileInfo> model = new("--model") { Description = "Where to save the model.", HelpName = "file", DefaultValueFactory = _ => new("mnist-rnn.zip") };

    public TrainCommand(Option<bool> verbose) : base(
        "train", "Train a recurrent network on MNIST, evaluate it, save it, load it again.",
        ("", "the tutorial's run"),
        ("train --steps 200", "a quick look"),
        ("train --hidden-size 100 --batch-size 32", "another network"),
        ("train --preset lstm", "an LSTM"),
        ("train --preset gru --epochs 5", "a GRU, for a shorter time"),
        ("train --seed 2 --model second.zip", "another start, another file"))
    {
        foreach (Option option in (Option[])[.. choice.All, data, model])
            Add(option);
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, parsed.GetValue(verbose), cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Stopwatch total = Stopwatch.StartNew();
        Screen screen = new();
        OutputFile file = OutputFile.PlanModel(parsed.GetRequiredValue(model));
        Preset preset = choice.PresetOf(parsed);
        RnnOptions options = choice.OptionsOf(parsed);
        MLContext ml = new(options.Seed);
        if (verbose)
            ml.Log += (_, entry) => ShowLog(screen, entry);

        // The test digits, prepared once, by all steps.
        DigitData digits = DigitData.Open(ml, parsed.GetValue(data));
        EstimatorChain<ReshapeTransformer> preparation = DigitPipeline.Preparation(ml, digits);
        IDataView preparedTest = DigitPipeline.Prepare(ml, preparation, digits.Train, digits.Test);
        MulticlassClassificationMetrics Evaluate(RnnTransformer network) => ml.MulticlassClassification.Evaluate(network.Transform(preparedTest));

        // Train: an ML.NET trainer like any other.
        TrainingMonitor monitor = new(screen, preset.Tests, Evaluate);
        EstimatorChain<KeyToValueMappingTransformer> pipeline = DigitPipeline.WithNetwork(ml, preparation, options with
        {
            Progress = monitor,
            ProgressSteps = TrainingMonitor.ReportedEvery,
            CancellationToken = cancellation,
        });
        long rows = digits.Train.GetRowCount() ?? digits.Train.GetColumn<byte[]>("Pixels").LongCount();
        screen.Line(preset.Announce(options, digits.Name, rows));
        TransformerChain<KeyToValueMappingTransformer> trained = monitor.Watch(() => pipeline.Fit(digits.Train));
        RnnTransformer network = trained.OfType<RnnTransformer>().Single();
        TimeSpan reading = total.Elapsed - monitor.Training - monitor.Evaluating;

        // Evaluate.
        Stopwatch evaluating = Stopwatch.StartNew();
        MulticlassClassificationMetrics metrics = Evaluate(network);
        screen.Heading(preset.Tests.Heading);
        screen.Show(preset.Tests.Table(screen, monitor.Results));
        screen.Heading("On all test digits");
        screen.Show(EvaluationTables.Metrics(screen, metrics));
        screen.Heading("On each class");
        screen.Show(EvaluationTables.PerClass(screen, metrics.ConfusionMatrix, network.Model.LabelValues));
        screen.Heading("Who was taken for whom");
        screen.Show(EvaluationTables.Confusion(screen, metrics.ConfusionMatrix, network.Model.LabelValues));
        DigitPrediction[] before = DigitPrediction.Of(ml, trained.GetModelFor(TransformerScope.Scoring), digits.Test);
        evaluating.Stop();

        // Save, and load in another context, as another program would.
        cancellation.ThrowIfCancellationRequested();
        Stopwatch saving = Stopwatch.StartNew();
        RunRecord record = new()
        {
            Data = digits.Name,
            TrainingRows = rows,
            Preset = preset.Name,
            Settings = TrainingSettings.TextOf(options),
            TrainingSeconds = monitor.Training.TotalSeconds,
            Trained = DateTimeOffset.Now,
        };
        long size = file.Write(path =>
        {
            ml.Model.Save(trained, digits.Train.Schema, path);
            record.AddTo(path);
        });
        MLContext other = new();
        ITransformer loaded = other.Model.Load(file.Name, out _);
        DigitPrediction[] after = DigitPrediction.Of(other, loaded, digits.Test);
        saving.Stop();
        ShowReloaded(screen, file.Name, size, before, after);

        ShowTimes(screen, total.Elapsed, reading, monitor.Training, monitor.Evaluating + evaluating.Elapsed, saving.Elapsed);
        bool hasTarget = parsed.GetValue(data) is null && options with { Seed = null } == Preset.Tutorial.Options;
        return CheckTarget(screen, hasTarget, metrics.MicroAccuracy);
    }

    private static void ShowReloaded(Screen screen, string path, long size, DigitPrediction[] before, DigitPrediction[] after)
    {
        screen.Heading("Saved and loaded again");
        screen.Line($"{path}, {size:N0} bytes");
        int changed = before.Zip(after).Count(pair => !pair.First.IsSame(pair.Second));
        if (before.Length != after.Length || changed > 0)
            throw new InvalidDataException($"The model in '{path}' predicts differently after loading: {changed} of {before.Length} digits.");
        screen.Line($"The loaded model gives the same {before.Length:N0} predictions and probabilities, bit for bit.");
        screen.Line();

        int[] right = [.. Enumerable.Range(0, before.Length).Where(i => before[i].IsRight).Take(4)];
        int[] wrong = [.. Enumerable.Range(0, before.Length).Where(i => !before[i].IsRight).Take(2)];
        DigitDrawing.Show(screen, right.Concat(wrong).Select(i => (before[i].Pixels, new[]
        {
            $"test digit {i} is a {before[i].Label}",
            $"before saving: {before[i].Digit} ({before[i].Score.Max():0.0000})",
            $"after loading: {after[i].Digit} ({after[i].Score.Max():0.0000})",
        }, before[i].IsRight)));
    }

    private static void ShowTimes(Screen screen, TimeSpan total, TimeSpan read, TimeSpan train, TimeSpan evaluate, TimeSpan save) => screen.Line(
        $"Time: {total.TotalSeconds:0.0} s (read {read.TotalSeconds:0.0}, train {train.TotalSeconds:0.0}, evaluate {evaluate.TotalSeconds:0.0}, save and load {save.TotalSeconds:0.0})");

    private static int CheckTarget(Screen screen, bool hasTarget, double accuracy)
    {
        if (!hasTarget)
        {
            screen.Line($"Test accuracy {accuracy:0.0000}. There is a target only for the tutorial's own settings and data.");
            return ExitCode.Success;
        }
        if (accuracy >= TutorialNumbers.TargetAccuracy)
        {
            screen.Line($"Test accuracy {accuracy:0.0000}: the target of {TutorialNumbers.TargetAccuracy} is met.");
            return ExitCode.Success;
        }
        throw new InvalidOperationException($"Test accuracy {accuracy:0.0000} is below the target of {TutorialNumbers.TargetAccuracy}.");
    }

    private static void ShowLog(Screen screen, LoggingEventArgs entry)
    {
        if (entry.Source.StartsWith(nameof(RnnEstimator), StringComparison.Ordinal) && entry.Kind >= Microsoft.ML.Runtime.ChannelMessageKind.Info)
            screen.Line($"log: {entry.RawMessage}");
    }
}
