using RnnTrainer.Evaluation;
using RnnTrainer.Tests.Tasks;

namespace RnnTrainer.Tests.Explanations;

/// <summary>Which inputs and steps a network relies on.</summary>
[TestClass]
public sealed class ImportanceTests
{
    private static readonly MLContext Ml = new(seed: 1);

    private static readonly IDataView Held = Ml.Data.LoadFromEnumerable(PulseRows.Of(300, seed: 2));

    private static readonly Lazy<RnnTransformer> Network = new(() => Ml.BinaryClassification.Trainers.Rnn(Options)
        .Fit(Ml.Data.LoadFromEnumerable(PulseRows.Of(400, seed: 1))));

    private static RnnOptions Options =>
        new() { Cell = RnnCell.Gru, HiddenSize = 8, BatchSize = 20, Epochs = 10, LearningRate = 0.01f, Seed = 1 };

    public static IEnumerable<object[]> Tasks => TrainedTask.All.Select(task => new object[] { task.Name });

    [TestMethod]
    public void OnlyTheInputThatTellsTheAnswerMatters()
    {
        RnnImportance importance = Network.Value.Importance(Held, RnnImportanceBy.Inputs, new() { Metric = RnnMetric.Accuracy });
        Assert.AreEqual((RnnMetric.Accuracy, true, 5), (importance.Metric, importance.IsHigherBetter, importance.Repeats));
        Assert.IsGreaterThan(0.98, importance.Baseline);
        CollectionAssert.AreEqual(
            new[] { "Features[0]", "Features[1]", "Features[2]" }, importance.Items.Select(item => item.Name).ToArray());
        // Of another row, the answer is right by chance: the accuracy falls to a half.
        Assert.AreEqual(0.5, importance.Items[PulseRows.TellingInput].Mean, 0.08);
        Assert.IsLessThan(0.02, Math.Max(Math.Abs(importance.Items[0].Mean), Math.Abs(importance.Items[1].Mean)));
        Assert.IsTrue(importance.Items.All(item => item.Deviation >= 0));
        StringAssert.StartsWith(importance.ToString().Split('\n')[4], "Features[2]", "the most important one comes first");
    }

    [TestMethod]
    public void OnlyTheStepsThatTellTheAnswerMatter()
    {
        RnnImportance importance = Network.Value.Importance(Held, RnnImportanceBy.Steps);
        Assert.AreEqual((RnnMetric.Loss, false), (importance.Metric, importance.IsHigherBetter));
        Assert.HasCount(PulseRows.TimeSteps, importance.Items);
        double leastTelling = Enumerable.Range(PulseRows.FirstTelling, 4).Min(step => importance.Items[step].Mean);
        double mostOther = importance.Items.Where((_, step) => step is < PulseRows.FirstTelling or >= PulseRows.EndTelling)
            .Max(item => item.Mean);
        Assert.IsGreaterThan(0.05, leastTelling);
        Assert.IsLessThan(leastTelling / 5, mostOther);
    }

    [TestMethod]
    public void StepsThatAreAskedForTogetherArePermutedTogether()
    {
        RnnImportance importance = Network.Value.Importance(
            Held, RnnImportanceBy.Steps, new() { StepsInSpan = 5, Metric = RnnMetric.Accuracy });
        CollectionAssert.AreEqual(
            new[] { "steps 0 to 4", "steps 5 to 9", "steps 10 to 11" }, importance.Items.Select(item => item.Name).ToArray());
        Assert.AreEqual(0.5, importance.Items[1].Mean, 0.08);
        RnnImportance longer = Network.Value.Importance(Held, RnnImportanceBy.Steps, new() { StepsInSpan = int.MaxValue, Repeats = 1 });
        Assert.AreEqual("steps 0 to 11", longer.Items.Single().Name);
        Assert.IsTrue(double.IsNaN(longer.Items[0].Deviation), "one repeat deviates from nothing");
    }

    // What is permuted here is the row of the label: the definition, without a view in between.
    [TestMethod]
    public void PermutingAllIsGivingEachRowAnothersLabel()
    {
        RnnImportance importance = Network.Value.Importance(Held, RnnImportanceBy.Steps,
            new() { StepsInSpan = PulseRows.TimeSteps, Metric = RnnMetric.Accuracy, Repeats = 200 });
        // Half of 299 other rows, but for one more of the other answer than of the row's own.
        double expected = importance.Baseline - (149 * importance.Baseline + 150 * (1 - importance.Baseline)) / 299;
        Assert.AreEqual(expected, importance.Items[0].Mean, 4 * importance.Items[0].Deviation / Math.Sqrt(200));
    }

    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void TheBaselineIsWhatTrainingMeasuredOnTheSameRows(string name)
    {
        TrainedTask task = TrainedTask.All.Single(task => task.Name == name);
        IDataView validation = task.Data(Ml, 60, 2);
        RnnTransformer network = task.Create(Ml, ToySequences.Options).FitValidated(task.Data(Ml, 90, 1), validation);
        foreach (string metric in ScoredMetric.All(network.Model.Network, "Label").Select(metric => metric.Name))
        {
            RnnImportance importance = network.Importance(validation, options: new() { Metric = metric, Repeats = 1 });
            Assert.AreEqual(metric, importance.Metric);
            Assert.IsTrue(importance.Items.Any(item => item.Mean != 0), "the pulse may stand in any input");
            if (network.History[^1].Metrics.TryGetValue($"Validation{metric}", out double measured))
                Assert.AreEqual(measured, importance.Baseline, 1e-5 * Math.Max(1, Math.Abs(measured)), metric);
            else
                Assert.AreEqual(RnnMetric.PinballLoss, metric, "all others are measured in training");
        }
    }

    [TestMethod]
    public void AnInputThatNeverChangesHasNoImportanceAtAll()
    {
        PulseRows.Row[] rows = PulseRows.Of(100, seed: 3);
        foreach (PulseRows.Row row in rows)
        {
            for (int step = 0; step < PulseRows.TimeSteps; step++)
                row.Features[step * PulseRows.InputSize] = 0.05f;
        }
        RnnImportance importance = Network.Value.Importance(Ml.Data.LoadFromEnumerable(rows));
        Assert.AreEqual((0.0, 0.0), (importance.Items[0].Mean, importance.Items[0].Deviation));
        Assert.AreNotEqual(0, importance.Items[1].Mean);
    }

    [TestMethod]
    public void TheSameSeedGivesTheSameBitsAndAnotherOthers()
    {
        IReadOnlyList<RnnImportanceItem> first = Network.Value.Importance(Held, options: new() { Seed = 4 }).Items;
        // Rows through a cache come from other cursors, and in another context on other threads.
        IDataView cached = new MLContext().Data.Cache(Held);
        CollectionAssert.AreEqual(first.ToArray(), Network.Value.Importance(cached, options: new() { Seed = 4 }).Items.ToArray());
        CollectionAssert.AreNotEqual(first.ToArray(), Network.Value.Importance(Held, options: new() { Seed = 5 }).Items.ToArray());
    }

    [TestMethod]
    public void AnyMetricCanBeMeasured()
    {
        RnnImportance importance = Network.Value.Importance(Held, options: new()
        {
            Metric = "Share of yes",
            Measure = scored => scored.GetColumn<bool>("PredictedLabel").Average(isYes => isYes ? 1.0 : 0.0),
            IsHigherBetter = false,
        });
        Assert.AreEqual(("Share of yes", false), (importance.Metric, importance.IsHigherBetter));
        Assert.AreEqual(0.5, importance.Baseline, 0.02);
        Assert.AreEqual(0, importance.Items[PulseRows.TellingInput].Mean, 0.02, "answers change places, and are as many");
    }

    [TestMethod]
    public void ProgressComesToOneAndCancellationEndsTheWork()
    {
        List<double> shares = [];
        Network.Value.Importance(Held, options: new() { Repeats = 2, Progress = shares.Add });
        CollectionAssert.AreEqual(Enumerable.Range(1, 7).Select(done => done / 7.0).ToArray(), shares);

        using CancellationTokenSource source = new();
        int scored = 0;
        Assert.ThrowsExactly<OperationCanceledException>(() => Network.Value.Importance(Held, options: new()
        {
            CancellationToken = source.Token,
            Progress = _ =>
            {
                if (++scored == 3)
                    source.Cancel();
            },
        }));
        Assert.AreEqual(3, scored);
    }

    [TestMethod]
    public void WhatCannotBeMeasuredIsRefused()
    {
        RnnTransformer network = Network.Value;
        ArgumentException unknown = Assert.ThrowsExactly<ArgumentException>(() =>
            network.Importance(Held, options: new() { Metric = "Loudness" }));
        StringAssert.StartsWith(unknown.Message, "Metric 'Loudness' is not measured on scores of 1 logit. "
            + "Use one of Loss, Accuracy, AreaUnderRocCurve, or set Measure.");
        IDataView one = Ml.Data.LoadFromEnumerable(PulseRows.Of(1, seed: 1));
        StringAssert.StartsWith(
            Assert.ThrowsExactly<InvalidOperationException>(() => network.Importance(one)).Message, "The data hold 1 row");
        Assert.ThrowsExactly<RnnColumnException>(() => network.Importance(Held, options: new() { LabelColumnName = "Answer" }));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => network.Importance(Held, (RnnImportanceBy)7));
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnImportanceOptions { Repeats = 0 });
    }
}
