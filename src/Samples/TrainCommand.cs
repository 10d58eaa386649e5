using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace RnnTrainer.Samples;

/// <summary>
/// The main job: a recurrent network on MNIST as an ML.NET pipeline, from the files to a saved model that is loaded again. Unless
/// another preset is asked for, it is the Keras tutorial's SimpleRNN.
/// </summary>
internal sealed class TrainCommand : SampleCommand
{
    private readonly Option<int> seed = Numbers.Whole("--seed", "Seed of the initial weights: the same seed gives the same network.", 1);
    private readonly TrainingChoice choice = new();
    private readonly Option<DirectoryInfo?> data = new("--data") { Description = "Folder with MNIST's four IDX files. [default: data/mnist of the repository]", HelpName = "folder" };
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
        foreach (Option option in (Option[])[.. choice.All, seed, data, model])
            Add(option);
        SetAction((parsed, cancellation) => Task.Run(() => Run(parsed, parsed.GetValue(verbose), cancellation), CancellationToken.None));
    }

    private int Run(ParseResult parsed, bool verbose, CancellationToken cancellation)
    {
        Stopwatch total = Stopwatch.StartNew();
        Screen screen = new();
        ModelFile file = ModelFile.Plan(parsed.GetRequiredValue(model));
        Mnist mnist = Mnist.Open(parsed.GetValue(data));
        MLContext ml = new(parsed.GetValue(seed));
        if (verbose)
            ml.Log += (_, entry) => ShowLog(screen, entry);

        // Labels become keys, bytes become numbers from 0 to 1. What is marked TrainTest is left out when the model scores:
        // digits to be told need no label.
        IDataView train = mnist.Train(ml), test = mnist.Test(ml);
        EstimatorChain<ReshapeTransformer> preparation = new EstimatorChain<ITransformer>()
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", keyOrdinality: KeyOrdinality.ByValue), TransformerScope.TrainTest)
            .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", "Features", 28, 28));

        // The test digits, prepared once, by all steps.
        IDataView prepared = preparation.Fit(train).Aggregate(test, (digits, step) => step.Transform(digits));
        IDataView preparedTest = ml.Data.Cache(prepared, "Label", "Features");
        MulticlassClassificationMetrics Evaluate(RnnTransformer network) => ml.MulticlassClassification.Evaluate(network.Transform(preparedTest));

        // Train: an ML.NET trainer like any other.
        Preset preset = choice.PresetOf(parsed);
        RnnOptions options = choice.OptionsOf(parsed);
        TrainingMonitor monitor = new(screen, preset.Tests, Evaluate);
        EstimatorChain<KeyToValueMappingTransformer> pipeline = preparation
            .Append(ml.MulticlassClassification.Trainers.Rnn(options with
            {
                Progress = monitor,
                ProgressSteps = TrainingMonitor.ReportedEvery,
                CancellationToken = cancellation,
            }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));
        screen.Line(preset.Announce(options, train.GetRowCount(), parsed.GetValue(seed)));
        TransformerChain<KeyToValueMappingTransformer> trained = monitor.Watch(() => pipeline.Fit(train));
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
        DigitPrediction[] before = DigitPrediction.Of(ml, trained, test);
        evaluating.Stop();

        // Save, and load in another context, as another program would.
        cancellation.ThrowIfCancellationRequested();
        Stopwatch saving = Stopwatch.StartNew();
        long size = file.Write(path => ml.Model.Save(trained, train.Schema, path));
        MLContext other = new();
        ITransformer loaded = other.Model.Load(file.Name, out _);
        DigitPrediction[] after = DigitPrediction.Of(other, loaded, test);
        saving.Stop();
        ShowReloaded(screen, file.Name, size, before, after);

        ShowTimes(screen, total.Elapsed, reading, monitor.Training, monitor.Evaluating + evaluating.Elapsed, saving.Elapsed);
        bool hasTarget = parsed.GetValue(data) is null && options == Preset.Tutorial.Options;
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
