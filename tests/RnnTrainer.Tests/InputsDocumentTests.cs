namespace RnnTrainer.Tests;

/// <summary>What docs/inputs.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class InputsDocumentTests
{
    [TestMethod]
    public void TheExampleOfLongSeriesCompilesAndRuns()
    {
        MLContext ml = new(seed: 1);
        IDataView series = RaggedSequences.Data(ml, [.. Enumerable.Range(0, 20).Select(i => new RaggedSequences.Row
        {
            Features = [.. Enumerable.Range(0, 150 + i).Select(t => MathF.Sin(t * (1 + i % 2)))],
            Name = "ab"[i % 2].ToString(),
        })]);
        RnnModel network = ((RnnTransformer)LongSeries(ml, series)).Model;
        Assert.AreEqual((3, null), (network.BlockSteps, network.TimeSteps));
    }

    [TestMethod]
    public void TheExampleOfGapsCompilesAndRuns()
    {
        MLContext ml = new(seed: 1);
        ToySequences.Row[] rows = ToySequences.Rows(12);
        rows[3].Features[4] = float.NaN;
        Assert.AreEqual(RnnMissingValues.LastValue, ((RnnTransformer)Gaps(ml, ToySequences.Data(ml, rows))).Model.MissingValues);
    }

    [TestMethod]
    public void TheExampleOfTheCalendarCompilesAndRuns()
    {
        MLContext ml = new(seed: 1);
        IDataView readings = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 100).Select(i => new Reading
        {
            Time = new DateTime(2024, 1, 1).AddHours(i),
            Load = i % 24,
        }).ToArray());
        IDataView windows = Calendar(ml).Fit(readings).Transform(readings);
        Assert.AreEqual("Vector<Single, 48, 5>", $"{windows.Schema["Features"].Type}");
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/inputs.md", "tests/RnnTrainer.Tests/InputsDocumentTests.cs", 3);

    private static ITransformer LongSeries(MLContext ml, IDataView series)
    {
        // example:
        RnnOptions options = RnnOptions.Gru with
        {
            InputSize = 1,
            BlockSteps = RnnOptions.AutoBlockSteps,     // at most 64 steps of the network; BlockSteps = 8 reads eight at once
        };
        ITransformer model = ml.MulticlassClassification.Trainers.Rnn(options).Fit(series);
        // end
        return model;
    }

    private static ITransformer Gaps(MLContext ml, IDataView readings)
    {
        // example:
        RnnOptions sensors = RnnOptions.Gru with { MissingValues = RnnMissingValues.LastValue };
        ITransformer model = ml.MulticlassClassification.Trainers.Rnn(sensors).Fit(readings);
        // end
        return model;
    }

    private static IEstimator<ITransformer> Calendar(MLContext ml)
    {
        // example:
        var pipeline = ml.Transforms
            .CalendarFeatures("Calendar", "Time", CalendarPart.HourOfDay, CalendarPart.DayOfWeek)
            .Append(ml.Transforms.CreateWindows(length: 48, ["Load", "Calendar"], horizon: 1, targetColumn: "Load"));
        // end
        return pipeline;
    }

    private sealed class Reading
    {
        public DateTime Time { get; set; }

        public float Load { get; set; }
    }
}
