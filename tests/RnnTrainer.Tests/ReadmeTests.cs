using System.Text.RegularExpressions;

namespace RnnTrainer.Tests;

/// <summary>What the README says is so: its examples are the code below.</summary>
[TestClass]
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Repository.PathOf("README.md"));

    [TestMethod]
    public void TheExampleCompilesAndRuns() => InFolderOfItsOwn(temporary =>
    {
        // The example's paths are relative to the repository, but its model must not be left there.
        foreach (string file in Directory.GetFiles(Repository.PathOf("data", "mnist")))
            temporary.Write(Path.Combine("data", "mnist", Path.GetFileName(file)), File.ReadAllBytes(file));
        ITransformer loaded = ShownFirst();
        Assert.IsTrue(File.Exists(temporary.PathOf("mnist-rnn.zip")));
        Assert.IsTrue(((IEnumerable<ITransformer>)loaded).OfType<RnnTransformer>().Any());

        File.Copy(Repository.PathOf("tests", "RnnTrainer.Tests", "Model", "Golden", "pytorch-gru.safetensors"), temporary.PathOf("python.safetensors"));
        RnnTransformer imported = InAndOut(new MLContext(), loaded);
        Assert.AreEqual((RnnCell.Gru, 3), (imported.Model.Cell, imported.Model.ClassCount));
        foreach (string file in (string[])["digits.onnx", "digits.safetensors", "python.zip"])
            Assert.IsTrue(File.Exists(temporary.PathOf(file)), file);
    });

    [TestMethod]
    public void TheExampleOfAnyLengthCompilesAndRuns() => InFolderOfItsOwn(temporary =>
    {
        IReadOnlyList<RnnEpoch> history = ((IEnumerable<ITransformer>)AnyLength(Gestures)).OfType<RnnTransformer>().Single().History;
        Assert.IsTrue(Directory.EnumerateFiles(temporary.PathOf("checkpoints")).Any());
        Assert.IsNotNull(history[0].ValidationLoss);
        CollectionAssert.AreEqual(history.ToArray(),
            ((IEnumerable<ITransformer>)AnyLength(Gestures)).OfType<RnnTransformer>().Single().History.ToArray(), "a second run goes on where the first ended");
    });

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() =>
        DocumentExamples.AreTheCodeOf("README.md", "tests/RnnTrainer.Tests/ReadmeTests.cs", 3);

    [TestMethod]
    public void ItIsShort() => Assert.IsLessThanOrEqualTo(14 * 1024, Readme.Length, "Move details to docs.");

    [TestMethod]
    public void TheTaskTableIsTheCodeOfThisTestWhichTrains()
    {
        string source = File.ReadAllText(Repository.PathOf("tests", "RnnTrainer.Tests", "ReadmeTests.cs"));
        string[] code = [.. Regex.Match(source, @"// tasks:\n(.*?)\n *// end\n", RegexOptions.Singleline).Groups[1].Value
            .Split('\n').Select(line => line.Trim().TrimEnd(','))];
        CollectionAssert.AreEqual(code, TaskExample().Matches(Readme).Select(row => row.Groups[1].Value).ToArray());

        MLContext ml = new(seed: 1);
        IDataView data = TaskRow.View(ml);
        IEstimator<ITransformer>[] tasks = Tasks(ml, new RnnOptions { FeatureColumnName = "Samples", InputSize = 3, Epochs = 1 });
        Action<IDataView>[] evaluations =
        [
            scored => ml.MulticlassClassification.Evaluate(scored),
            scored => ml.BinaryClassification.Evaluate(scored),
            scored => ml.Regression.Evaluate(scored),
            scored => Assert.HasCount(2, ml.Regression.EvaluateOutputs(scored).Outputs),
            scored => Assert.HasCount(3, ml.Regression.EvaluateQuantiles(scored).Levels),
            scored => Assert.AreEqual(TaskRow.Steps, ml.MulticlassClassification.EvaluateSteps(scored).Count),
            scored => Assert.AreEqual(TaskRow.Steps, ml.BinaryClassification.EvaluateSteps(scored).Count),
            scored => Assert.AreEqual(TaskRow.Steps, ml.Regression.EvaluateSteps(scored).Count),
        ];
        Assert.HasCount(evaluations.Length, tasks);
        for (int i = 0; i < tasks.Length; i++)
        {
            IDataView labelled = ml.Transforms.CopyColumns("Label", TaskRow.Labels[i]).Fit(data).Transform(data);
            evaluations[i](tasks[i].Fit(labelled).Transform(labelled));
        }
    }

    private static void InFolderOfItsOwn(Action<TemporaryFolder> test)
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            test(temporary);
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    private static ITransformer ShownFirst()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromIdx("data/mnist/train-images-idx3-ubyte.gz", "data/mnist/train-labels-idx1-ubyte.gz");
        IDataView test = ml.Data.LoadFromIdx("data/mnist/t10k-images-idx3-ubyte.gz", "data/mnist/t10k-labels-idx1-ubyte.gz");

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", null, 28, 28))     // 28 time steps of 28 inputs
            .Append(new RnnEstimator(ml, new RnnOptions { HiddenSize = 50, Epochs = 1 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel"));

        ITransformer model = pipeline.Fit(train);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        ml.Model.Save(model, train.Schema, "mnist-rnn.zip");

        ITransformer loaded = new MLContext().Model.Load("mnist-rnn.zip", out _); // in any process; needs no libtorch
        // end
        return loaded;
    }

    private static ITransformer AnyLength(Gesture[] gestures)
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromEnumerable(gestures);
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Lstm with
            {
                FeatureColumnName = "Samples",
                InputSize = 3,
                Epochs = 30,
                ValidationFraction = 0.2f,
                EarlyStopping = new RnnEarlyStopping { Patience = 5 },
                Checkpoints = new RnnCheckpoints { Folder = "checkpoints" },
                ResumeFrom = "checkpoints",      // the first run finds none, and begins; one that has ended comes back at once
            }));

        ITransformer model = pipeline.Fit(train);
        // end
        return model;
    }

    private static RnnTransformer InAndOut(MLContext ml, ITransformer model)
    {
        // example:
        RnnTransformer network = ((IEnumerable<ITransformer>)model).OfType<RnnTransformer>().Single();
        network.SaveAsOnnx("digits.onnx");                  // Features [batch, 28, 28] -> Score [batch, 10], PredictedLabel [batch]
        network.SaveAsSafetensors("digits.safetensors");    // PyTorch's names: rnn.weight_ih_l0, ..., head.weight, head.bias

        // A network that was trained in Python: cell, sizes, layers and directions follow from its tensors.
        RnnTransformer imported = RnnTransformer.FromSafetensors(ml, "python.safetensors",
            new RnnImportOptions { Labels = ["up", "down", "still"] });
        ml.Model.Save(imported, null, "python.zip");
        // end
        return imported;
    }

    private static IEstimator<ITransformer>[] Tasks(MLContext ml, RnnOptions options) =>
    [
        // tasks:
        ml.MulticlassClassification.Trainers.Rnn(options),
        ml.BinaryClassification.Trainers.Rnn(options),
        ml.Regression.Trainers.Rnn(options),
        ml.Regression.Trainers.Rnn(options with { Loss = RnnLoss.Absolute }),
        ml.Regression.Trainers.Rnn(options with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) }),
        ml.MulticlassClassification.Trainers.Rnn(options with { ReturnSequences = true }),
        ml.BinaryClassification.Trainers.Rnn(options with { ReturnSequences = true }),
        ml.Regression.Trainers.Rnn(options with { ReturnSequences = true, Loss = RnnLoss.Huber(10) }),
        // end
    ];

    private static Gesture[] Gestures { get; } =
        [.. Enumerable.Range(0, 40).Select(i => new Gesture { Samples = [.. Enumerable.Range(0, 3 * (2 + i % 5)).Select(j => (float)Math.Sin(i * j))], Name = "ab"[i % 2].ToString() })];

    [GeneratedRegex(@"^\| [^|]* \| `(ml\.[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex TaskExample();

    private sealed class TaskRow
    {
        /// <summary>The column of labels of each task.</summary>
        public static string[] Labels { get; } =
            [nameof(Kind), nameof(IsFault), nameof(Hours), nameof(Position), nameof(Hours), nameof(Kinds), nameof(Faults), nameof(Wear)];

        private const int Count = 40;

        private static readonly string[] Names = ["walk", "run"];

        /// <summary>Steps of all rows together.</summary>
        public static long Steps => Enumerable.Range(0, Count).Sum(StepsOf);

        public float[] Samples { get; set; } = [];

        public string Kind { get; set; } = "";

        public bool IsFault { get; set; }

        public float Hours { get; set; }

        [VectorType(2)]
        public float[] Position { get; set; } = [];

        public string[] Kinds { get; set; } = [];

        public bool[] Faults { get; set; } = [];

        public float[] Wear { get; set; } = [];

        public static IDataView View(MLContext ml)
        {
            Random random = new(1);
            IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, Count).Select(i => Draw(random, StepsOf(i))).ToArray());
            return ml.Transforms.Conversion.MapValueToKey(nameof(Kind)).Append(ml.Transforms.Conversion.MapValueToKey(nameof(Kinds)))
                .Fit(rows).Transform(rows);
        }

        private static int StepsOf(int row) => 2 + row % 5;

        private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextSingle())];

        private static TaskRow Draw(Random random, int steps) => new()
        {
            Samples = Numbers(random, 3 * steps),
            Kind = random.GetItems(Names, 1)[0],
            IsFault = random.Next(2) == 0,
            Hours = random.NextSingle(),
            Position = Numbers(random, 2),
            Kinds = random.GetItems(Names, steps),
            Faults = [.. Enumerable.Range(0, steps).Select(_ => random.Next(2) == 0)],
            Wear = Numbers(random, steps),
        };
    }

    private sealed class Gesture
    {
        public float[] Samples { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
