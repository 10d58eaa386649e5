namespace RnnTrainer.Tests.Windows;

/// <summary>What docs/windows.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class WindowsDocumentTests
{
    [TestMethod]
    public void TheForecastIsThatOfTheNextSixHours()
    {
        string folder = Environment.CurrentDirectory;
        using TemporaryFolder temporary = new();
        temporary.Write("readings.csv", System.Text.Encoding.UTF8.GetBytes("Sensor,Hour,Load\n" + string.Concat(Enumerable.Range(0, 600)
            .Select(i => FormattableString.Invariant($"s{i / 300},{i % 300},{Load(i / 300, i % 300)}\n")))));
        try
        {
            Environment.CurrentDirectory = temporary.FullPath;
            float[] next = Forecast();
            Assert.IsTrue(File.Exists("load.zip"));
            for (int i = 0; i < 6; i++)
                Assert.AreEqual(Load(1, 300 + i), next[i], 1.5f, $"hour {i + 1}; the load goes from 5 to 15");
        }
        finally
        {
            Environment.CurrentDirectory = folder;
        }
    }

    [TestMethod]
    public void TheStreamIsClassified()
    {
        MLContext ml = new(seed: 1);
        Random random = new(1);
        IDataView samples = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 1600).Select(i => new Sample
        {
            Person = $"p{i / 400}",
            Activity = i / 200 % 2 == 0 ? "walk" : "run",
            X = MathF.Sin(i / (i / 200 % 2 == 0 ? 5f : 2f)),
            Y = random.NextSingle(),
            Z = random.NextSingle(),
        }).ToArray());
        (IDataView windows, ITransformer model) = Classify(ml, samples);
        Assert.IsGreaterThan(0.9, ml.MulticlassClassification.Evaluate(model.Transform(windows)).MicroAccuracy);
    }

    [TestMethod]
    public void AHeldOutEndHasItsFirstWindowWhereTrainingEnds()
    {
        MLContext ml = new(seed: 1);
        IDataView readings = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 500).Select(hour => new Reading { Hour = hour }).ToArray());
        (IDataView train, IDataView test) = Divide(ml, readings);
        Assert.AreEqual(399, train.GetColumn<float>("Hour").Max());
        Assert.AreEqual(399, ml.Data.CreateWindows(test, 72, ["Hour"]).GetColumn<float>("Hour").First());
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/windows.md", "tests/RnnTrainer.Tests/Windows/WindowsDocumentTests.cs", 3);

    private static float[] Forecast()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView readings = ml.Data.LoadFromTextFile("readings.csv",
            [new("Sensor", DataKind.String, 0), new("Hour", DataKind.Single, 1), new("Load", DataKind.Single, 2)],
            separatorChar: ',', hasHeader: true);

        var pipeline = ml.Transforms
            .CreateWindows(length: 72, ["Load"], horizon: 6, targetColumn: "Load", groupColumn: "Sensor",
                options: new() { WholeHorizon = true })
            .Append(ml.Regression.Trainers.Rnn(RnnOptions.Gru with { HiddenSize = 32, MinSteps = 400, ValidationFraction = 0.1f }));

        ITransformer model = pipeline.Fit(readings);
        ml.Model.Save(model, readings.Schema, "load.zip");

        // For scoring, pass rows in the same form; the last window of each sensor forecasts the future values.
        IDataView forecasts = model.Transform(readings);
        float[] next = forecasts.GetColumn<float[]>("Score").Last();
        // end
        return next;
    }

    private static (IDataView Windows, ITransformer Model) Classify(MLContext ml, IDataView samples)
    {
        // example:
        IDataView windows = ml.Data.CreateWindows(samples, length: 50, ["X", "Y", "Z"], stride: 5, groupColumn: "Person");
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Activity")
            .Append(ml.MulticlassClassification.Trainers.Rnn(
                RnnOptions.Gru with { HiddenSize = 32, MinSteps = 400, ValidationFraction = 0.2f }));
        ITransformer model = pipeline.Fit(windows);
        // end
        return (windows, model);
    }

    private static (IDataView Train, IDataView Test) Divide(MLContext ml, IDataView readings)
    {
        // example:
        IDataView train = ml.Data.FilterRowsByColumn(readings, "Hour", upperBound: 400);
        IDataView test = ml.Data.FilterRowsByColumn(readings, "Hour", lowerBound: 400 - 72);   // 72 hours to look back on
        // end
        return (train, test);
    }

    private static float Load(int sensor, int hour) => 10 + 5 * MathF.Sin(MathF.Tau * (hour + 6 * sensor) / 24);

    private sealed class Reading
    {
        public float Hour { get; set; }
    }

    private sealed class Sample
    {
        public string Person { get; set; } = "";

        public string Activity { get; set; } = "";

        public float X { get; set; }

        public float Y { get; set; }

        public float Z { get; set; }
    }
}
