using RnnTrainer.Training;

namespace RnnTrainer.Tests.Training;

/// <summary>Training that ends before its steps are over.</summary>
[TestClass]
public sealed class StoppingTests
{
    [TestMethod]
    public void StopsAfterPatienceEpochsWithoutImprovement()
    {
        BestEpoch best = new(new RnnEarlyStopping { Patience = 2 }, validated: true);
        (double Loss, bool Best, bool Stop)[] course =
            [(1.0, true, false), (1.1, false, false), (0.9, true, false), (0.9, false, false), (0.95, false, true)];
        for (int i = 0; i < course.Length; i++)
        {
            Assert.AreEqual(course[i].Best, best.See(new(i + 1, i, 9, 0, 0.1f, ValidationLoss: course[i].Loss, ValidationAccuracy: 0), [i]), $"epoch {i + 1}");
            Assert.AreEqual(course[i].Stop, best.IsTimeToStop, $"epoch {i + 1}");
        }
        Assert.AreEqual(3, best.Epoch);
        CollectionAssert.AreEqual(new[] { 2f }, best.State.Weights);
    }

    [TestMethod]
    public void AChangeOfNoMoreThanMinDeltaIsNoImprovement()
    {
        BestEpoch best = new(new RnnEarlyStopping { Monitor = RnnMetric.TrainingAccuracy, MinDelta = 0.125, RestoreBestWeights = false }, validated: false);
        Assert.IsTrue(best.See(new(1, 1, 0, 0.5, 0.1f), [1]));
        Assert.IsFalse(best.See(new(2, 2, 0, 0.625, 0.1f), [2]));
        Assert.IsTrue(best.See(new(3, 3, 0, 0.626, 0.1f), [3]));
        Assert.IsNull(best.State.Weights);
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
        Assert.Contains(line => line.Contains($"Stopped early after epoch {best + 4}", StringComparison.Ordinal) && line.Contains($"in epoch {best}.", StringComparison.Ordinal), log);

        RnnTransformer last = new RnnEstimator(ml, options with { EarlyStopping = options.EarlyStopping with { RestoreBestWeights = false } })
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
        Fit(options with { EarlyStopping = new RnnEarlyStopping { Monitor = RnnMetric.TrainingLoss } });
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
            EarlyStopping = new RnnEarlyStopping { Monitor = RnnMetric.TrainingLoss, Patience = 50 },
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
