using RnnTrainer.Tests.Explanations;
using RnnTrainer.Tests.Forecasting;

namespace RnnTrainer.Tests.Documents;

/// <summary>What docs/explanations.md says is so: its examples are the code below.</summary>
[TestClass]
public sealed class ExplanationsDocumentTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly IDataView Validation = Named(PulseRows.Of(300, seed: 2));

    private static readonly Lazy<RnnTransformer> Network = new(() => Ml.BinaryClassification.Trainers.Rnn(
        new RnnOptions
        {
            Cell = RnnCell.Gru,
            HiddenSize = 8,
            Pooling = RnnPooling.Attention,
            BatchSize = 20,
            Epochs = 15,
            LearningRate = 0.01f,
            Seed = 1,
        }).Fit(Named(PulseRows.Of(400, seed: 1))));

    [TestMethod]
    public void TheExamplesOfImportanceCompileAndRun()
    {
        using StringWriter text = new();
        ByInputs(Network.Value, Validation, text);
        StringAssert.Contains(text.ToString(), "Vibration");
        BySteps(Network.Value, Validation, text);
        StringAssert.Contains(text.ToString(), "steps 4 to 7: ");
        RnnImportance byF1 = OfAnyMetric(Ml, Network.Value, Validation);
        Assert.AreEqual("Vibration", byF1.Items.MaxBy(item => item.Mean)!.Name);
    }

    [TestMethod]
    public void TheExampleOfAForecastCompilesAndRuns()
    {
        IDataView rows = Ml.Data.LoadFromEnumerable(PanelRow.Rows(shops: 2, days: 120));
        RnnForecastTransformer forecast = Ml.Forecasting.ForecastByRnn("Sales", PanelRow.Horizon, PanelRow.Season, "Shop", new()
        {
            KnownInputColumnNames = ["Promotion"],
            Training = RnnOptions.Forecast with { HiddenSize = 8, Epochs = null, Steps = 20 },
        }).Fit(rows);
        using StringWriter text = new();
        OfAForecast(forecast, rows, text);
        StringAssert.StartsWith(text.ToString(), "MeanAbsoluteScaledError ");
        StringAssert.Contains(text.ToString(), "\nPromotion ");
    }

    [TestMethod]
    public void TheExampleOfOneSequenceCompilesAndRuns()
    {
        float[] sequence = PulseRows.Of(2, seed: 9)[1].Features; // a pulse down
        int pulse = Enumerable.Range(0, PulseRows.TimeSteps).MinBy(step => sequence[step * PulseRows.InputSize + PulseRows.TellingInput]);
        using StringWriter text = new();
        OfOne(Network.Value, sequence, text);
        StringAssert.StartsWith(text.ToString(), $"Decided at step {pulse}; most attention at step ");
    }

    [TestMethod]
    public void TheExamplesAreTheCodeOfThisTest() => DocumentExamples.AreTheCodeOf(
        "docs/explanations.md", "tests/RnnTrainer.Tests/Documents/ExplanationsDocumentTests.cs", 5);

    private static IDataView Named(PulseRows.Row[] rows) => Ml.Data.GroupIntoSequences(Ml.Data.LoadFromEnumerable(
        rows.SelectMany((row, machine) => Enumerable.Range(0, PulseRows.TimeSteps).Select(step => new Reading
        {
            Machine = machine,
            Heat = row.Features[step * PulseRows.InputSize],
            Pressure = row.Features[step * PulseRows.InputSize + 1],
            Vibration = row.Features[step * PulseRows.InputSize + 2],
            Label = row.Label,
        }))), "Machine", ["Heat", "Pressure", "Vibration"], "Label");

    private static void ByInputs(RnnTransformer network, IDataView validation, TextWriter Console)
    {
        // example:
        RnnImportance importance = network.Importance(validation);
        Console.WriteLine(importance);
        // end
    }

    private static void BySteps(RnnTransformer network, IDataView validation, TextWriter Console)
    {
        // example:
        RnnImportance steps = network.Importance(validation, RnnImportanceBy.Steps, new RnnImportanceOptions
        {
            StepsInSpan = 4,
            Metric = RnnMetric.Accuracy,
            Repeats = 10,
        });
        RnnImportanceItem first = steps.Items.MaxBy(item => item.Mean)!;
        Console.WriteLine($"{first.Name}: {steps.Baseline:P1} right, without them {first.Mean:P1} less (deviation {first.Deviation:P1})");
        // end
    }

    private static RnnImportance OfAnyMetric(MLContext ml, RnnTransformer network, IDataView validation)
    {
        // example:
        RnnImportance byF1 = network.Importance(validation, options: new RnnImportanceOptions
        {
            Metric = "F1",
            Measure = scored => ml.BinaryClassification.Evaluate(scored).F1Score,
        });
        // end
        return byF1;
    }

    private static void OfAForecast(RnnForecastTransformer forecast, IDataView rows, TextWriter Console)
    {
        // example:
        RnnImportance importance = forecast.Importance(rows, origins: 10, new RnnImportanceOptions { Metric = "MeanAbsoluteScaledError" });
        Console.WriteLine(importance);
        // end
    }

    private static void OfOne(RnnTransformer network, float[] sequence, TextWriter Console)
    {
        // example:
        IReadOnlyList<float[]> scores = network.ScoreEachStep(sequence);      // [steps][outputs]: here the logit of yes
        int decided = scores.Count - scores.Reverse().TakeWhile(score => score[0] > 0 == scores[^1][0] > 0).Count();
        float[] weights = network.AttentionWeights(sequence);                 // [steps]
        int mostWatched = Array.IndexOf(weights, weights.Max());
        Console.WriteLine($"Decided at step {decided}; most attention at step {mostWatched}.");
        // end
    }

    public sealed class Reading
    {
        public int Machine { get; set; }

        public float Heat { get; set; }

        public float Pressure { get; set; }

        public float Vibration { get; set; }

        public bool Label { get; set; }
    }
}
