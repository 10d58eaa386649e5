using System.Reflection;
using TorchSharp;

namespace RnnTrainer.Tests.Training;

[TestClass]
public sealed class TrainingLoopTests
{
    [TestMethod]
    public void NoTensorIsLeftAlive()
    {
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml);
        RnnEstimator estimator = new(ml, ToySequences.Options with { Engine = RnnEngine.Torch });
        estimator.Fit(data);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (int i = 0; i < 5; i++)
            estimator.Fit(data);
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void NoTensorIsLeftAliveWhenTrainingFails()
    {
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml);
        RnnOptions options = ToySequences.Options with { Engine = RnnEngine.Torch };
        new RnnEstimator(ml, options).Fit(data);
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        RnnOptions failing = options with { ProgressSteps = 1, Progress = _ => throw new TimeoutException() };
        Assert.ThrowsExactly<TimeoutException>(() => new RnnEstimator(ml, failing).Fit(data));
        Assert.AreEqual(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [TestMethod]
    public void EpochsOrStepsSayHowLongItTrains()
    {
        // 90 rows in batches of 16: 6 steps an epoch, the last of 10 rows.
        Assert.AreEqual(18, Fit(ToySequences.Options with { Epochs = 3 }).History[^1].Step);
        Assert.AreEqual(60, Fit(ToySequences.Options with { Epochs = null, MinSteps = null }).History[^1].Step);
        IReadOnlyList<RnnEpoch> history = Fit(ToySequences.Options with { Epochs = null, Steps = 8 }).History;
        Assert.HasCount(2, history);
        Assert.AreEqual((1, 6L), (history[0].Epoch, history[0].Step));
        Assert.AreEqual((2, 8L), (history[1].Epoch, history[1].Step));
    }

    [TestMethod]
    public void EachReportCoversAllRowsOfItsEpochSoFar()
    {
        List<RnnProgress> reports = [];
        void Keep(RnnProgress report)
        {
            Assert.IsNotNull(report.Snapshot);
            reports.Add(report);
        }
        RnnOptions options = ToySequences.Options with { Epochs = 2, ProgressSteps = 4, Progress = Keep };
        RnnTransformer model = Fit(options);

        // After step 1 and every 4 steps from there, and at the end of each epoch of 6 steps.
        CollectionAssert.AreEqual(new long[] { 1, 5, 6, 9, 12 }, reports.Select(report => report.Step).ToArray());
        CollectionAssert.AreEqual(new[] { false, false, true, false, true }, reports.Select(report => report.IsEpochEnd).ToArray());
        Assert.IsTrue(reports.All(report => report.TotalSteps == 12 && report.RowsPerSecond > 0
            && report.LearningRate == options.LearningRate));
        Assert.AreEqual(TimeSpan.Zero, reports[^1].Remaining);

        RnnProgress[] ends = [.. reports.Where(report => report.IsEpochEnd)];
        CollectionAssert.AreEqual(model.History.ToArray(),
            ends.Select(end => new RnnEpoch(end.Epoch, end.Step, end.LearningRate, model.History[end.Epoch - 1].GradientNorm,
                end.Metrics)).ToArray());
        Assert.IsTrue(ends.All(end => Math.Abs(end.Accuracy * 90 - Math.Round(end.Accuracy * 90)) < 1e-9),
            "accuracy is a share of all 90 rows");
        CollectionAssert.AreEqual(model.Model.Parameters.ToArray(), reports[^1].Snapshot.Model.Parameters.ToArray());
        CollectionAssert.AreNotEqual(reports[0].Snapshot.Model.Parameters.ToArray(), reports[1].Snapshot.Model.Parameters.ToArray());
    }

    [TestMethod]
    public void ASnapshotIsTakenInsideTheReportOrNotAtAll()
    {
        List<RnnProgress> reports = [];
        List<float[]> weights = [];
        void Keep(RnnProgress report)
        {
            if (report.Step % 2 == 0)
                weights.Add(report.Snapshot.Model.Parameters.ToArray());
            reports.Add(report);
        }
        Fit(ToySequences.Options with { Epochs = 1, ProgressSteps = 1, Progress = Keep });
        Assert.HasCount(6, reports);
        CollectionAssert.AreNotEqual(weights[0], weights[1]);
        for (int i = 0; i < reports.Count; i++)
        {
            RnnProgress report = reports[i], copy = report with { Elapsed = TimeSpan.Zero };
            if (report.Step % 2 == 0)
            {
                CollectionAssert.AreEqual(weights[i / 2], copy.Snapshot.Model.Parameters.ToArray());
                Assert.AreSame(report.Snapshot, copy.Snapshot);
                continue;
            }
            string message = Assert.ThrowsExactly<InvalidOperationException>(() => copy.Snapshot).Message;
            StringAssert.Contains(message, $"step {report.Step} ");
            StringAssert.Contains(message, "inside the progress callback");
        }
    }

    [TestMethod]
    public void AReportCopiesNothingUnlessAskedTo()
    {
        // The network takes 1.1 MB; what a step and a report allocate beside it is a batch, a state and a few closures.
        const int network = 1_100_000, little = network / 20;
        RnnOptions options = ToySequences.Options with { HiddenSize = 512, Epochs = 1, ProgressSteps = 1, Threads = 1 };
        Assert.IsGreaterThan(network / sizeof(float) - 10_000, Fit(options).Model.Parameters.Length);
        Assert.IsLessThan(little, Allocated(report => { }));
        Assert.IsGreaterThan(network, Allocated(report => Assert.IsNotNull(report.Snapshot)));

        // By the thread that trains, from one report in mid-epoch to the next.
        long Allocated(Action<RnnProgress> look)
        {
            List<long> bytes = new(16);
            Fit(options with
            {
                Progress = report =>
                {
                    look(report);
                    bytes.Add(GC.GetAllocatedBytesForCurrentThread());
                },
            });
            return bytes[4] - bytes[2];
        }
    }

    [TestMethod]
    public void LossBeforeTheFirstStepIsThatOfTheInitialNetwork()
    {
        // One batch of all rows: the first epoch's loss is measured before its only step, with weights that are known.
        RnnOptions options = ToySequences.Options with { BatchSize = 90, Epochs = 2, LearningRate = 1e-12f };
        RnnTransformer model = Fit(options);
        MLContext ml = new();
        double cost = ml.MulticlassClassification.Evaluate(model.Transform(ToySequences.Data(ml))).LogLoss;
        Assert.AreEqual(cost, model.History[0].Loss, 1e-5);
        Assert.AreEqual(model.History[0].Loss, model.History[1].Loss, 1e-6);
    }

    [TestMethod]
    public void ReportsComeOnTheThreadThatFitsWhichWaitsForThem()
    {
        int here = Environment.CurrentManagedThreadId, running = 0;
        List<(int Thread, long Step)> reports = [];
        Fit(ToySequences.Options with
        {
            ProgressSteps = 1,
            Progress = report =>
            {
                Assert.AreEqual(1, ++running);
                Thread.Sleep(2);
                reports.Add((Environment.CurrentManagedThreadId, report.Step));
                running--;
            },
        });
        CollectionAssert.AreEqual(Enumerable.Range(1, 18).Select(step => (here, (long)step)).ToArray(), reports);
    }

    [TestMethod]
    public void CancellationStopsWithinABatch()
    {
        using CancellationTokenSource cancel = new();
        long last = 0;
        RnnOptions options = ToySequences.Options with
        {
            Epochs = 1000,
            ProgressSteps = 1,
            CancellationToken = cancel.Token,
            Progress = report =>
            {
                last = report.Step;
                if (report.Step == 5)
                    cancel.Cancel();
            },
        };
        Assert.ThrowsExactly<OperationCanceledException>(() => Fit(options));
        Assert.AreEqual(5, last);
    }

    [TestMethod]
    public void ACancelledTokenStopsTheReadingToo()
    {
        RnnOptions options = ToySequences.Options with { CancellationToken = new CancellationToken(canceled: true) };
        MLContext ml = new();
        CountingView data = new(ToySequences.Data(ml));
        Assert.ThrowsExactly<OperationCanceledException>(() => new RnnEstimator(ml, options).Fit(data));
        Assert.IsLessThanOrEqualTo(1, data.RowsRead);
    }

    [TestMethod]
    public void AContextToldToStopStopsTraining()
    {
        MLContext ml = new();
        MethodInfo cancel = typeof(MLContext).GetMethod("CancelExecution", BindingFlags.NonPublic | BindingFlags.Instance)!;
        RnnOptions options = ToySequences.Options with { Epochs = 1000, Progress = _ => cancel.Invoke(ml, null) };
        Assert.ThrowsExactly<OperationCanceledException>(() => new RnnEstimator(ml, options).Fit(ToySequences.Data(ml)));
    }

    [TestMethod]
    public void TheDataAreReadOnceAndOnlyWhatIsNeeded()
    {
        MLContext ml = new();
        CountingView data = new(ToySequences.Data(ml));
        new RnnEstimator(ml, ToySequences.Options).Fit(data);
        Assert.AreEqual(1, data.Cursors);
        Assert.AreEqual(90, data.RowsRead);
        CollectionAssert.AreEquivalent(new[] { "Features", "Label" }, data.ColumnsAsked.ToArray());
    }

    [TestMethod]
    public void EveryEpochIsLogged()
    {
        MLContext ml = new();
        List<string> lines = [];
        ml.Log += (_, e) => lines.Add($"{e.Kind} {e.Message}");
        new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        Assert.HasCount(3, lines.Where(line => line.StartsWith("Info", StringComparison.Ordinal)
            && line.Contains("Epoch ", StringComparison.Ordinal)
            && line.Contains("accuracy", StringComparison.Ordinal) && line.Contains("rows/s", StringComparison.Ordinal)));
        Assert.IsTrue(lines.Any(line => line.Contains("Read 90 sequences of 5 x 3", StringComparison.Ordinal)));
    }

    private static RnnTransformer Fit(RnnOptions options)
    {
        MLContext ml = new();
        return new RnnEstimator(ml, options).Fit(ToySequences.Data(ml));
    }
}
