using System.CommandLine;
using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using static Microsoft.ML.Transforms.ValueToKeyMappingEstimator;

namespace RnnTrainer.Samples;

/// <summary>
/// The main job: the Keras tutorial's SimpleRNN run on MNIST as an ML.NET pipeline, from the files to a saved model that is
/// loaded again.
/// </summary>
internal sealed class TrainCommand : SampleCommand
{
    private static readonly RnnOptions Tutorial = RnnOptions.Tutorial;

    private readonly Option<int> seed = Numbers.Whole("--seed", "Seed of the initial weights: the same seed gives the same network.", 1);
    private readonly Option<int> steps = Numbers.Count("--steps", "Optimizer steps.", Tutorial.Steps!.Value);
    private readonly Option<int> hiddenSize = Numbers.Count("--hidden-size", "Units of the recurrent layer.", Tutorial.HiddenSize);
    private readonly Option<int> batchSize = Numbers.Count("--batch-size", "Digits in one step.", Tutorial.BatchSize);
    private readonly Option<float> learningRate = Numbers.Positive("--learning-rate", "Learning rate of Adam.", Tutorial.LearningRate);
    private readonly Option<DirectoryInfo?> data = new("--data") { Description = "Folder with MNIST's four IDX files. [default: data/mnist of the repository]", HelpName = "folder" };
    private readonly Option<FileInfo> model = new("--model") { Description = "Where to save the model.", HelpName = "file", DefaultValueFactory = _ => new("mnist-rnn.zip") };

    public TrainCommand(Option<bool> verbose) : base("train", "Train a SimpleRNN on MNIST, evaluate it, save it, load it again.",
        ("", "the tutorial's run"),
        ("train --steps 200", "a quick look"),
        ("train --hidden-size 100 --batch-size 32", "another network"),
        ("train --seed 2 --model second.zip", "another start, another file"))
    {
        foreach (Option option in new Option[] { seed, steps, hiddenSize, batchSize, learningRate, data, model })
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
        TestPlan plan = new TestBesideTutorial();
        TrainingMonitor monitor = new(screen, plan, Evaluate);
        RnnOptions options = Tutorial with
        {
            Steps = parsed.GetValue(steps),
            HiddenSize = parsed.GetValue(hiddenSize),
            BatchSize = parsed.GetValue(batchSize),
            LearningRate = parsed.GetValue(learningRate),
            Progress = monitor,
            ProgressSteps = TrainingMonitor.ReportedEvery,
            CancellationToken = cancellation,
        };
        EstimatorChain<KeyToValueMappingTransformer> pipeline = preparation
            .Append(ml.MulticlassClassification.Trainers.Rnn(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));
        screen.Line($"Training a SimpleRNN of {options.HiddenSize} units on MNIST: {options.Steps} steps of {options.BatchSize} digits, seed {parsed.GetValue(seed)}.");
        TransformerChain<KeyToValueMappingTransformer> trained = monitor.Watch(() => pipeline.Fit(train));
        RnnTransformer network = trained.OfType<RnnTransformer>().Single();
        TimeSpan reading = total.Elapsed - monitor.Training - monitor.Evaluating;

        // Evaluate.
        Stopwatch evaluating = Stopwatch.StartNew();
        MulticlassClassificationMetrics metrics = Evaluate(network);
        screen.Heading(plan.Heading);
        screen.Show(plan.Table(screen, monitor.Results));
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
        bool isTutorial = parsed.GetValue(data) is null && options with { Progress = null, ProgressSteps = null, CancellationToken = default } == Tutorial;
        return CheckTarget(screen, isTutorial, metrics.MicroAccuracy);
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

    private static int CheckTarget(Screen screen, bool isTutorial, double accuracy)
    {
        if (!isTutorial)
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
