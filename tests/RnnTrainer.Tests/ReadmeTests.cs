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
    public void EveryTaskOfTheTableTakesItsLabel()
    {
        MLContext ml = new(1);
        IDataView[] data = [ToySequences.Data(ml), ToySequences.YesNoData(ml), ToySequences.NumberData(ml), ToySequences.NumberData(ml)];
        string[][] columns = [.. Tasks(ml).Zip(data, (estimator, rows) =>
            estimator.GetOutputSchema(Contract.EstimatorContract.Shape(rows.Schema)).Select(column => column.Name)
                .Except(rows.Schema.Select(column => column.Name)).ToArray())];
        foreach (string[] added in columns)
            Assert.IsTrue(added.All(column => Readme.Contains($"`{column}`", StringComparison.Ordinal)), string.Join(' ', added));
        CollectionAssert.AreEqual(new[] { "PredictedLabel Score", "PredictedLabel Score Probability", "Score", "Score" },
            columns.Select(added => string.Join(' ', added)).ToArray());
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest()
    {
        string source = File.ReadAllText(Repository.PathOf("tests", "RnnTrainer.Tests", "ReadmeTests.cs"));
        string[] code = [.. Code().Matches(source).Select(match => match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal))];
        string[] examples = [.. Example().Matches(Readme).Select(match => match.Groups[1].Value.Replace(" ", "", StringComparison.Ordinal))];
        Assert.HasCount(4, examples);
        CollectionAssert.AreEqual(code, examples);
    }

    [TestMethod]
    public void ItIsShort() => Assert.IsLessThanOrEqualTo(14 * 1024, Readme.Length, "Move details to docs.");

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

    private static IEnumerable<IEstimator<RnnTransformer>> Tasks(MLContext ml)
    {
        // example:
        var which = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Gru);
        var whether = ml.BinaryClassification.Trainers.Rnn(RnnOptions.Gru);
        var howMuch = ml.Regression.Trainers.Rnn(RnnOptions.Gru);       // or several, if the label is a vector
        var bounds = ml.Regression.Trainers.Rnn(RnnOptions.Gru with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) });
        // end
        return [which, whether, howMuch, bounds];
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

    private static Gesture[] Gestures { get; } =
        [.. Enumerable.Range(0, 40).Select(i => new Gesture { Samples = [.. Enumerable.Range(0, 3 * (2 + i % 5)).Select(j => (float)Math.Sin(i * j))], Name = "ab"[i % 2].ToString() })];

    [GeneratedRegex(@"// example:\n(.*?)\n *// end\n", RegexOptions.Singleline)]
    private static partial Regex Code();

    [GeneratedRegex(@"```csharp\n(.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Example();

    private sealed class Gesture
    {
        public float[] Samples { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
