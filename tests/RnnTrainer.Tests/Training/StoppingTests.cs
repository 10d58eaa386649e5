using RnnTrainer.Tasks;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Tests.Training;

/// <summary>Training that ends before its steps are over.</summary>
[TestClass]
public sealed class StoppingTests
{
    private static readonly IReadOnlyList<Metric> Metrics = new MulticlassTask(new RnnOptions()).Metrics;

    [TestMethod]
    public void StopsAfterPatienceEpochsWithoutImprovement()
    {
        BestEpoch best = new(new RnnEarlyStopping { Patience = 2 }, Metrics, validated: true);
        (double Loss, bool Best, bool Stop)[] course =
            [(1.0, true, false), (1.1, false, false), (0.9, true, false), (0.9, false, false), (0.95, false, true)];
        for (int i = 0; i < course.Length; i++)
        {
            RnnEpoch line = HistoryLines.Line(i + 1, 0, (RnnMetric.Loss, 9), (RnnMetric.ValidationLoss, course[i].Loss));
            Assert.AreEqual(course[i].Best, best.Consider(line, [i]), $"epoch {i + 1}");
            Assert.AreEqual(course[i].Stop, best.IsTimeToStop, $"epoch {i + 1}");
        }
        Assert.AreEqual(3, best.Epoch);
        CollectionAssert.AreEqual(new[] { 2f }, best.State.Weights);
    }

    [TestMethod]
    public void AChangeOfNoMoreThanMinDeltaIsNoImprovement()
    {
        RnnEarlyStopping stopping = new() { Monitor = RnnMetric.Accuracy, MinDelta = 0.125, RestoreBestWeights = false };
        BestEpoch best = new(stopping, Metrics, validated: false);
        Assert.IsTrue(best.Consider(HistoryLines.Line(1, 0, (RnnMetric.Accuracy, 0.5)), [1]));
        Assert.IsFalse(best.Consider(HistoryLines.Line(2, 0, (RnnMetric.Accuracy, 0.625)), [2]));
        Assert.IsTrue(best.Consider(HistoryLines.Line(3, 0, (RnnMetric.Accuracy, 0.626)), [3]));
        Assert.IsNull(best.State.Weights);
    }

    [TestMethod]
    public void WithoutEarlyStoppingTheLossIsWatched()
    {
        foreach (bool validated in new[] { false, true })
        {
            BestEpoch best = new(null, Metrics, validated);
            Assert.IsTrue(best.Consider(HistoryLines.Line(1, 0, (RnnMetric.Loss, 2), (RnnMetric.ValidationLoss, 2)), [1]));
            Assert.AreEqual(validated, best.Consider(HistoryLines.Line(2, 0, (RnnMetric.Loss, 3), (RnnMetric.ValidationLoss, 1)), [2]));
            Assert.AreEqual(!validated, best.Consider(HistoryLines.Line(3, 0, (RnnMetric.Loss, 1), (RnnMetric.ValidationLoss, 3)), [3]));
        }
    }

    [TestMethod]
    public void AMetricThatIsNotMeasuredIsRefusedWithTheNamesOfThoseThatAre()
    {
        foreach (string name in new[] { "AUC", "accuracy", "TrainingLoss" })
        {
            RnnOptions options = new() { EarlyStopping = new() { Monitor = name } };
            string message = Assert.Throws<ArgumentException>(() => new RnnEstimator(options)).Message;
            StringAssert.Contains(message, $"'{name}'");
            StringAssert.Contains(message, "Loss, Accuracy, ValidationLoss, ValidationAccuracy");
        }
    }

    [TestMethod]
    public void TheWeightsAreThoseOfTheBestEpochAndTheLogSaysSo()
    {
        // A learning rate far too large: the loss wanders.
        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, e) => log.Add(e.Message);
        Dictionary<int, float[]> weights = [];
        List<int> bests = [];
        RnnOptions options = ToySequences.Options with
        {
            Epochs = 200,
            LearningRate = 0.5f,
            EarlyStopping = new RnnEarlyStopping { Patience = 4 },
            Progress = report =>
            {
                weights[report.Epoch] = report.Snapshot.Model.Parameters.ToArray();
                if (report.IsBest)
                    bests.Add(report.Epoch);
            },
        };
        RnnTransformer model = new RnnEstimator(ml, options).Fit(ToySequences.Data(ml), ToySequences.Data(ml, 60, seed: 2));

        int best = model.History.MinBy(epoch => epoch.ValidationLoss)!.Epoch;
        Assert.AreEqual(best, model.BestEpoch);
        Assert.AreEqual(best, bests[^1]);
        Assert.HasCount(best + 4, model.History);
        CollectionAssert.AreEqual(weights[best], model.Model.Parameters.ToArray());
        Assert.Contains(line => line.Contains($"Stopped early after epoch {best + 4}", StringComparison.Ordinal)
            && line.Contains($"in epoch {best}.", StringComparison.Ordinal), log);

        RnnTransformer last = new RnnEstimator(ml, options with
        {
            EarlyStopping =
            options.EarlyStopping with { RestoreBestWeights = false }
        })
            .Fit(ToySequences.Data(ml), ToySequences.Data(ml, 60, seed: 2));
        Assert.AreEqual(best, last.BestEpoch);
        CollectionAssert.AreEqual(weights[best + 4], last.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void MonitoringValidationWithoutValidationDataIsRefused()
    {
        RnnOptions options = ToySequences.Options with { EarlyStopping = new RnnEarlyStopping() };
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => Fit(options));
        Assert.AreEqual((nameof(RnnOptions.EarlyStopping), options.EarlyStopping), (error.Option, error.Value));
        StringAssert.Contains(error.Message, "monitors ValidationLoss");
        StringAssert.Contains(error.Message, "ValidationFraction");
        Fit(options with { EarlyStopping = new RnnEarlyStopping { Monitor = RnnMetric.Loss } });
        Fit(options with { ValidationFraction = 0.1f });
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(4)]
    [DataRow(6)]
    [DataRow(7)]
    [DataRow(18)]
    public void ARequestToStopEndsTrainingAfterTheStep(int step)
    {
        // 6 steps an epoch, 18 in all.
        float[] weights = [];
        RnnProgress? last = null;
        RnnTransformer model = Fit(ToySequences.Options with
        {
            ProgressSteps = 1,
            Progress = report =>
            {
                last = report;
                if (report.Step == step)
                {
                    weights = report.Snapshot.Model.Parameters.ToArray();
                    report.RequestStop();
                }
            },
        });
        CollectionAssert.AreEqual(weights, model.Model.Parameters.ToArray());
        Assert.AreEqual((step, true), (last!.Step, last.IsEpochEnd));
        Assert.AreEqual(step, model.History[^1].Step);
        Assert.HasCount((step + 5) / 6, model.History);
    }

    [TestMethod]
    public void ARequestToStopReturnsTheBestSoFarWhereBestWeightsAreRestored()
    {
        Dictionary<int, float[]> weights = [];
        RnnTransformer model = Fit(ToySequences.Options with
        {
            Epochs = 100,
            LearningRate = 0.5f,
            EarlyStopping = new RnnEarlyStopping { Monitor = RnnMetric.Loss, Patience = 50 },
            Progress = report =>
            {
                weights[report.Epoch] = report.Snapshot.Model.Parameters.ToArray();
                if (report.Epoch > 3 && !report.IsBest)
                    report.RequestStop();
            },
        });
        Assert.AreNotEqual(model.History.Count, model.BestEpoch);
        CollectionAssert.AreEqual(weights[model.BestEpoch!.Value], model.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void CancellationKeepsTheModelWhereAsked()
    {
        using CancellationTokenSource cancel = new();
        float[] weights = [];
        RnnOptions options = ToySequences.Options with
        {
            Epochs = 1000,
            ProgressSteps = 1,
            CancellationToken = cancel.Token,
            KeepModelOnCancellation = true,
            Progress = report =>
            {
                if (report.Step == 8)
                {
                    weights = report.Snapshot.Model.Parameters.ToArray();
                    cancel.Cancel();
                }
            },
        };
        RnnTransformer model = Fit(options);
        CollectionAssert.AreEqual(weights, model.Model.Parameters.ToArray());
        Assert.AreEqual(8, model.History[^1].Step);
        // Cancelled before it began: nothing to keep.
        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(options));
    }

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}
