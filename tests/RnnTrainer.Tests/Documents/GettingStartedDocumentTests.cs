using System.Globalization;
using Microsoft.ML.Transforms.Image;

namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/getting-started.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class GettingStartedDocumentTests
{
    [TestMethod]
    public void TheExampleOfACsvTrainsAndPredicts()
    {
        using WorkingFolder folder = new();
        folder.Write("days.csv", DaysCsv(120));
        (ITransformer model, IDataView test) = FromCsv();
        Assert.IsGreaterThan(0.95, new MLContext().MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        Assert.AreEqual("winter", Predict(Demand(new Random(7), isWinter: true)).Predicted);
        Assert.AreEqual("summer", Predict(Demand(new Random(7), isWinter: false)).Predicted);
    }

    [TestMethod]
    public void TheExamplesOfImagesTrain()
    {
        using WorkingFolder folder = new();
        folder.Copy("data/images");
        (ITransformer model, IDataView files) = FromImages();
        Assert.IsGreaterThan(0.95, new MLContext().MulticlassClassification.Evaluate(model.Transform(files)).MicroAccuracy);
        folder.Copy("data/mnist");
        (model, IDataView test) = FromIdx();
        Assert.IsGreaterThan(0.8, new MLContext().MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
    }

    [TestMethod]
    public void TheExampleOfTextTrains()
    {
        using WorkingFolder folder = new();
        folder.Write("messages.tsv", string.Concat(Enumerable.Range(0, 200).Select(i =>
            i % 2 == 0 ? $"1\twin a free {"prize phone trip".Split(' ')[i / 2 % 3]} now\n"
                : $"0\tsee you {"soon later".Split(' ')[i / 2 % 2]}\n")));
        (ITransformer model, IDataView test) = FromText();
        Assert.AreEqual(1, new MLContext().BinaryClassification.Evaluate(model.Transform(test), "IsSpam").Accuracy);
    }

    [TestMethod]
    public void TheExampleOfAForecastLooksTwoYearsAhead()
    {
        using WorkingFolder folder = new();
        folder.Copy("data/airline-passengers.csv");
        float[] forecasts = [.. Forecast().GetColumn<float>("Forecast")];
        Assert.HasCount(24, forecasts);
        Assert.IsGreaterThan(400, forecasts.Average());
        Assert.IsTrue(File.Exists("passengers.zip"));
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/getting-started.md", "tests/RnnTrainer.Tests/Documents/GettingStartedDocumentTests.cs", 8);

    private static (ITransformer Model, IDataView Test) FromCsv()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView days = ml.Data.LoadFromTextFile("days.csv",
            [new("Season", DataKind.String, 0), new("Demand", DataKind.Single, 1, 24)], separatorChar: ',', hasHeader: true);
        var split = ml.Data.TrainTestSplit(days, testFraction: 0.2);

        RnnOptions options = RnnOptions.Sensor with { FeatureColumnName = "Demand", InputSize = 1 };    // 24 steps of one input
        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Season")
            .Append(ml.MulticlassClassification.Trainers.Rnn(options))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

        ITransformer model = pipeline.Fit(split.TrainSet);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(split.TestSet)).MicroAccuracy);
        ml.Model.Save(model, days.Schema, "days.zip");
        // end
        return (model, split.TestSet);
    }

    private static Answer Predict(float[] demand)
    {
        // example:
        MLContext ml = new();
        ITransformer model = ml.Model.Load("days.zip", out _);
        using var engine = ml.Model.CreatePredictionEngine<Day, Answer>(model);
        Answer answer = engine.Predict(new Day { Demand = demand });
        Console.WriteLine($"{answer.Predicted} ({answer.Score.Max():0.00})");
        // end
        return answer;
    }

    // example:
    public sealed class Day
    {
        public string Season { get; set; } = "";    // the label; empty in prediction

        [VectorType(24)]
        public float[] Demand { get; set; } = [];
    }

    public sealed class Answer
    {
        public string Predicted { get; set; } = "";

        public float[] Score { get; set; } = [];    // a probability for each season
    }
    // end

    private static (ITransformer Model, IDataView Files) FromImages()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView files = ml.Data.LoadFromTextFile("data/images/labels.tsv",
            [new("Path", DataKind.String, 0), new("Digit", DataKind.String, 1)], hasHeader: true);

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label", "Digit")
            .Append(ml.Transforms.LoadImages("Image", "data/images", "Path"))
            .Append(ml.Transforms.ResizeImages("Image", 28, 28))
            .Append(ml.Transforms.ConvertToGrayscale("Image"))
            .Append(ml.Transforms.ExtractPixels("Features", "Image", ImagePixelExtractingEstimator.ColorBits.Red, scaleImage: 1 / 255f))
            .Append(ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Gru with { HiddenSize = 64 }))      // 28 steps of 28 pixels
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"));

        ITransformer model = pipeline.Fit(files);
        // end
        return (model, files);
    }

    private static (ITransformer Model, IDataView Test) FromIdx()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView train = ml.Data.LoadFromIdx("data/mnist/train-images-idx3-ubyte.gz", "data/mnist/train-labels-idx1-ubyte.gz");
        IDataView test = ml.Data.LoadFromIdx("data/mnist/t10k-images-idx3-ubyte.gz", "data/mnist/t10k-labels-idx1-ubyte.gz");

        var pipeline = ml.Transforms.Conversion.MapValueToKey("Label")
            .Append(ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single))
            .Append(ml.Transforms.Expression("Features", "x : x / 255", "Features"))
            .Append(ml.Transforms.Reshape("Features", null, 28, 28))        // 28 time steps of 28 inputs
            .Append(ml.MulticlassClassification.Trainers.Rnn(new RnnOptions { Epochs = 1 }));

        ITransformer model = pipeline.Fit(train);
        Console.WriteLine(ml.MulticlassClassification.Evaluate(model.Transform(test)).MicroAccuracy);
        // end
        return (model, test);
    }

    private static (ITransformer Model, IDataView Test) FromText()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView messages = ml.Data.LoadFromTextFile("messages.tsv",
            [new("IsSpam", DataKind.Boolean, 0), new("Text", DataKind.String, 1)]);
        var split = ml.Data.TrainTestSplit(messages, testFraction: 0.2);

        RnnOptions options = RnnOptions.Gru with { LabelColumnName = "IsSpam", HiddenSize = 32, TokenDropout = 0.1f };
        var pipeline = ml.Transforms.Text.NormalizeText("Text")
            .Append(ml.Transforms.Text.TokenizeIntoWords("Words", "Text"))
            .Append(ml.Transforms.Conversion.MapValueToKey("Features", "Words"))
            .Append(ml.BinaryClassification.Trainers.Rnn(options));

        ITransformer model = pipeline.Fit(split.TrainSet);
        Console.WriteLine(ml.BinaryClassification.Evaluate(model.Transform(split.TestSet), "IsSpam").Accuracy);
        // end
        return (model, split.TestSet);
    }

    private static IDataView Forecast()
    {
        // example:
        MLContext ml = new(seed: 1);
        IDataView months = ml.Data.LoadFromTextFile("data/airline-passengers.csv",
            [new("Month", DataKind.DateTime, 0), new("Passengers", DataKind.Single, 1)], separatorChar: ',', hasHeader: true);

        RnnForecastTransformer network = ml.Forecasting.ForecastByRnn("Passengers", horizon: 24, season: 12).Fit(months);
        IDataView next = network.Forecast(months);
        foreach (Month month in ml.Data.CreateEnumerable<Month>(next, reuseRowObject: false))
            Console.WriteLine($"{month.Step,2}: {month.Forecast:0} ({month.LowerBound:0} to {month.UpperBound:0})");
        ml.Model.Save(network, months.Schema, "passengers.zip");
        // end
        return next;
    }

    // example:
    public sealed class Month
    {
        public int Step { get; set; }

        public float Forecast { get; set; }

        public float LowerBound { get; set; }

        public float UpperBound { get; set; }
    }
    // end

    private static string DaysCsv(int days)
    {
        Random random = new(1);
        string header = $"season,{string.Join(',', Enumerable.Range(0, 24).Select(hour => $"h{hour}"))}\n";
        return header + string.Concat(Enumerable.Range(0, days).Select(day =>
            $"{(day % 2 == 0 ? "winter" : "summer")},{string.Join(',', Demand(random, day % 2 == 0).Select(Text))}\n"));

        static string Text(float value) => value.ToString("0.00", CultureInfo.InvariantCulture);
    }

    // In winter a second peak comes in the evening.
    private static float[] Demand(Random random, bool isWinter) => [.. Enumerable.Range(0, 24).Select(hour =>
        1 + Peak(hour, 8) + (isWinter ? Peak(hour, 18) : 0) + 0.2f * random.NextSingle())];

    private static float Peak(int hour, int at) => MathF.Exp(-(hour - at) * (hour - at) / 8f);
}
