using RnnTrainer.Data;
using RnnTrainer.Forecasting;
using RnnTrainer.Network;
using RnnTrainer.Tasks;
using RnnTrainer.Tests.Spilling;
using RnnTrainer.Training;

namespace RnnTrainer.Tests.Ranks;

/// <summary>What ranks compare before they train; a difference or a failure on one is an error on all.</summary>
[TestClass]
public sealed class AgreementTests
{
    private static readonly RnnOptions Options = ToySequences.Options with { Epochs = 1 };

    private static readonly ToySequences.Row[] Rows = ToySequences.Rows(30);

    [TestMethod]
    public void WithoutASeedTheFirstRanksCounts()
    {
        RnnTransformer[] models = RankedFit.Run(3, _ => Options with { Seed = null }, _ => Rows);
        foreach (RnnTransformer model in models)
            CollectionAssert.AreEqual(models[0].Model.Parameters.ToArray(), model.Model.Parameters.ToArray());
        RnnTransformer[] others = RankedFit.Run(3, _ => Options with { Seed = null }, _ => Rows);
        CollectionAssert.AreNotEqual(models[0].Model.Parameters.ToArray(), others[0].Model.Parameters.ToArray());
    }

    [TestMethod]
    public void WhatDiffersIsNamedOnEveryRank()
    {
        Differs(nameof(RnnOptions.BatchSize), "16", "32", Options with { BatchSize = 32 });
        Differs(nameof(RnnOptions.Seed), "1", "2", Options with { Seed = 2 });
        Differs(nameof(RnnOptions.Seed), "1", "null", Options with { Seed = null });
        Differs("Optimizer.Beta1", "0.9", "0.8", Options with { Optimizer = new RnnAdam { Beta1 = 0.8f } });
        Differs(nameof(RnnOptions.ProgressSteps), "null", "5", Options with { ProgressSteps = 5 });
        Differs(nameof(RnnOptions.KeepModelOnCancellation), "False", "True", Options with { KeepModelOnCancellation = true });

        static void Differs(string name, string first, string other, RnnOptions options)
        {
            foreach (Exception failure in RankedFit.Failures(3, rank => rank == 2 ? options : Options, _ => Rows))
            {
                RnnRankException difference = (RnnRankException)failure;
                Assert.AreEqual((2, name), (difference.Rank, difference.Difference));
                StringAssert.StartsWith(failure.Message, $"{name} is {other} on rank 2, {first} on rank 0. ");
            }
        }
    }

    [TestMethod]
    public void OtherDataAreNamedOnEveryRank()
    {
        ToySequences.Row[] other = ToySequences.Rows(30);
        other[17].Features[3] += 0.5f;
        foreach ((ToySequences.Row[] rows, string name) in new[] { (other, "training data"), (Rows[..29], "rows of training data") })
        {
            foreach (Exception failure in RankedFit.Failures(2, _ => Options, rank => rank == 1 ? rows : Rows))
                Assert.AreEqual((1, name), (((RnnRankException)failure).Rank, ((RnnRankException)failure).Difference));
        }
    }

    [TestMethod]
    public void AnotherTaskNetworkOrSettingOfTheTaskIsNamedOnEveryRank()
    {
        LearningTask task = new ForecastTask(new());
        TrainingData data = new(Network(3), Labelled(), null, new(Network(3).Head, null), null);
        Differs("task", task, new RegressionTask(Options), data);
        Differs("network", task, task, data with { Network = Network(4) });
        Differs(nameof(RnnForecastOptions.CalibrateQuantiles), task,
            new ForecastTask(new() { CalibrateQuantiles = true, Training = Options with { ValidationFraction = 0.1f } }), data);

        void Differs(string name, LearningTask first, LearningTask other, TrainingData others)
        {
            RnnRankException[] failures = ThreadRanks.Run(3, group => Assert.ThrowsExactly<RnnRankException>(() =>
                new Rendezvous(group).AgreeOnSeed(Options, group.Rank == 1 ? other : first, group.Rank == 1 ? others : data, given: 1)));
            foreach (RnnRankException failure in failures)
                Assert.AreEqual((1, name), (failure.Rank, failure.Difference));
        }

        static NetworkSpec Network(int units) => new(
            new InputSpec(5, 1), new LayerSpec(RnnCell.Gru, RnnActivation.Tanh, units, Bidirectional: false), 1, RnnPooling.Last,
            new HeadSpec(RnnHead.Linear, 1));

        static LabelledSequences Labelled() => new(new SequenceStore(1), new ForecastTargets(1)) { Fingerprint = 7 };
    }

    [TestMethod]
    public void ThreadsAndReportsMayDiffer() =>
        RankedFit.Run(2, rank => Options with { Threads = 1 + rank, Progress = rank == 0 ? _ => { } : null }, _ => Rows);

    [TestMethod]
    public void AFailureOfOneWhileItReadsIsToldToAll()
    {
        ToySequences.Row[] broken = ToySequences.Rows(30);
        broken[11].Features[0] = float.PositiveInfinity;
        Exception[] failures = RankedFit.Failures(3, _ => Options, rank => rank == 1 ? broken : Rows);
        Assert.IsInstanceOfType<RnnRowException>(failures[1]);
        foreach (int rank in (int[])[0, 2])
        {
            RnnRankException told = (RnnRankException)failures[rank];
            Assert.AreEqual((1, null), (told.Rank, told.Difference));
            StringAssert.Contains(told.Message, failures[1].Message);
        }
    }

    [TestMethod]
    [OSCondition(OperatingSystems.Linux)] // where the file can be found though it has no name
    [DataRow(RnnNormalization.MeanVariance)] // when the rows are measured
    [DataRow(RnnNormalization.None)] // when they are read into a pool
    public void AFailureOfOneBeforeTheFirstStepIsToldToAll(RnnNormalization normalization)
    {
        using TemporaryFolder first = new(), other = new();
        MLContext cutting = new();
        cutting.Log += (_, entry) =>
        {
            if (entry.Message.Contains("Read 5000 sequences", StringComparison.Ordinal))
                DiskStore.Cut(first.FullPath);
        };
        Exception[] failures = RankedFit.Failures(2, rank => Options with
        {
            Normalization = normalization,
            Spill = DiskStore.Smallest with { Folder = rank == 0 ? first.FullPath : other.FullPath },
        }, _ => ToySequences.Rows(5000), rank => rank == 0 ? cutting : new MLContext());
        Assert.IsInstanceOfType<IOException>(failures[0]);
        StringAssert.Contains(((RnnRankException)failures[1]).Message, failures[0].Message);
    }

    [TestMethod]
    public void CancelledWhileItReadsOneCancelsAll()
    {
        Exception[] failures = RankedFit.Failures(
            3, rank => rank == 2 ? Options with { CancellationToken = new CancellationToken(canceled: true) } : Options, _ => Rows);
        foreach (Exception failure in failures)
            Assert.IsInstanceOfType<OperationCanceledException>(failure);
    }

    [TestMethod]
    public void AFolderOfCheckpointsThatIsNotForThisRunIsTheFirstRanksError()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = Options with { Checkpoints = new() { Folder = folder.FullPath } };
        RankedFit.Run(1, _ => kept, _ => Rows);
        Exception[] failures = RankedFit.Failures(2, _ => kept, _ => Rows);
        Assert.IsInstanceOfType<RnnOptionException>(failures[0]);
        StringAssert.Contains(((RnnRankException)failures[1]).Message, failures[0].Message);

        failures = RankedFit.Failures(2, _ => kept with { ResumeFrom = folder.FullPath, LearningRate = 0.5f }, _ => Rows);
        Assert.IsInstanceOfType<RnnCheckpointMismatchException>(failures[0]);
        StringAssert.Contains(((RnnRankException)failures[1]).Message, failures[0].Message);
    }
}
