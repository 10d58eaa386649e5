using RnnTrainer.Tests.Training.Checkpoints;

namespace RnnTrainer.Tests.Ranks;

/// <summary>What one rank decides while it trains, all do at the same step.</summary>
[TestClass]
public sealed class DecisionTests
{
    private static readonly RnnOptions Options = ToySequences.Options with { Epochs = 4, BatchSize = 10, ValidationFraction = 0.2f };

    private static readonly ToySequences.Row[] Rows = ToySequences.Rows(60);

    [TestMethod]
    public void TheFirstRankAloneReportsAndLogs()
    {
        int[] reports = new int[3];
        List<string>[] logs = [[], [], []];
        RnnTransformer[] models = RankedFit.Run(3, rank => Options with { Progress = _ => reports[rank]++ }, _ => Rows, rank =>
        {
            MLContext ml = new();
            ml.Log += (_, entry) => logs[rank].Add(entry.Message);
            return ml;
        });
        CollectionAssert.AreEqual(new[] { 4, 0, 0 }, reports);
        Assert.IsTrue(logs[0].Any(line => line.Contains("Training with", StringComparison.Ordinal)));
        Assert.IsFalse(logs.Skip(1).Any(log => log.Any(line => line.Contains("Training with", StringComparison.Ordinal))));
        foreach (RnnTransformer model in models)
            Assert.HasCount(4, model.History);
    }

    [TestMethod]
    public void ValidationIsSharedAndDecidesAsOneProcessWould()
    {
        RnnOptions options = Options with { Epochs = 60, LearningRate = 0.1f, EarlyStopping = new() { Patience = 2 } };
        string alone = VictimRun.Result(RankedFit.Run(1, _ => options, _ => Rows)[0]);
        foreach (int ranks in (int[])[2, 3, 5])
            AllAre(alone, RankedFit.Run(ranks, _ => options, _ => Rows));
    }

    [TestMethod]
    public void MoreRanksThanRowsToValidateOnAgree()
    {
        RnnOptions options = Options with { ValidationFraction = 0.05f };
        AllAre(VictimRun.Result(RankedFit.Run(1, _ => options, _ => Rows)[0]), RankedFit.Run(7, _ => options, _ => Rows));
    }

    [TestMethod]
    public void AStopInAReportEndsAllAtThatStep()
    {
        foreach (int step in (int[])[3, 5])
        {
            RnnOptions options = Options with { ProgressSteps = 1, Progress = report => StopAt(report, step) };
            string alone = VictimRun.Result(RankedFit.Run(1, _ => options, _ => Rows)[0]);
            RnnTransformer[] models = RankedFit.Run(3, _ => options, _ => Rows);
            AllAre(alone, models);
            Assert.AreEqual(step, models[2].History[^1].Step);
        }

        static void StopAt(RnnProgress report, int step)
        {
            if (report.Step == step)
                report.RequestStop();
        }
    }

    [TestMethod]
    public void CancelledAnyRankKeepsTheNetworkOfTheSameStepOnAll()
    {
        using CancellationTokenSource source = new();
        RnnTransformer[] models = RankedFit.Run(3, rank => Options with
        {
            Epochs = 100_000,
            KeepModelOnCancellation = true,
            CancellationToken = rank == 2 ? source.Token : default,
            Progress = report => CancelIn(report, source),
        }, _ => Rows);
        Assert.IsGreaterThan(5L, models[0].History[^1].Step);
        AllAre(VictimRun.Result(models[0]), models);
    }

    [TestMethod]
    public void CancelledAnyRankEndsAll()
    {
        using CancellationTokenSource source = new();
        Exception[] failures = RankedFit.Failures(3, rank => Options with
        {
            Epochs = 100_000,
            CancellationToken = rank == 1 ? source.Token : default,
            Progress = report => CancelIn(report, source),
        }, _ => Rows);
        foreach (Exception failure in failures)
            Assert.IsInstanceOfType<OperationCanceledException>(failure);
    }

    [TestMethod]
    public void AllDivergeAtTheSameStep()
    {
        RnnOptions options = Options with { LearningRate = 1e30f, ValidationFraction = null };
        RnnDivergenceException alone = (RnnDivergenceException)RankedFit.Failures(1, _ => options, _ => Rows)[0];
        foreach (Exception failure in RankedFit.Failures(3, _ => options, _ => Rows))
            Assert.AreEqual((alone.Step, alone.Message), (((RnnDivergenceException)failure).Step, failure.Message));
    }

    [TestMethod]
    public void ARunGoesOnOnAnotherNumberOfRanksFromTheFirstRanksCheckpoint()
    {
        using TemporaryFolder folder = new();
        string whole = VictimRun.Result(RankedFit.Run(1, _ => Options, _ => Rows)[0]);
        RnnOptions kept = Options with
        {
            Checkpoints = new() { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath,
            ProgressSteps = 1
        };
        foreach ((int ranks, int stop) in new[] { (2, 7), (3, 12), (1, 14), (4, 0) })
        {
            // The other ranks have no checkpoints of their own, as on another machine.
            RnnTransformer[] models = RankedFit.Run(ranks, rank => rank == 0
                ? kept with { Progress = report => StopAt(report, stop) }
                : kept with { Checkpoints = new() { Folder = Path.Combine(folder.FullPath, "none") }, ResumeFrom = null }, _ => Rows);
            if (stop == 0)
                AllAre(whole, models);
        }
        Assert.IsFalse(Directory.Exists(Path.Combine(folder.FullPath, "none")));

        static void StopAt(RnnProgress report, int step)
        {
            if (report.Step == step)
                report.RequestStop();
        }
    }

    private static void CancelIn(RnnProgress report, CancellationTokenSource source)
    {
        if (report.Epoch == 2 && report.IsEpochEnd)
            source.Cancel();
    }

    private static void AllAre(string expected, RnnTransformer[] models)
    {
        foreach (RnnTransformer model in models)
            Assert.AreEqual(expected, VictimRun.Result(model));
    }
}
