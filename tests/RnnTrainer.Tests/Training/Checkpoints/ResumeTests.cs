using System.Text.RegularExpressions;
using RnnTrainer.Training.Checkpoints;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Tests.Training.Checkpoints;

/// <summary>A run that was stopped and resumed ends as one that never was.</summary>
[TestClass]
public sealed class ResumeTests
{
    [TestMethod]
    public void BitIdenticalWhereverItWasStopped()
    {
        // 3 epochs of 11 steps: at each step of them, ends of epochs and of the run among them.
        RnnOptions options = VictimRun.Options with { Epochs = 3 };
        string expected = VictimRun.Result(VictimRun.Fit(options));
        for (int step = 1; step <= 33; step++)
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            VictimRun.Fit(kept with { ProgressSteps = 1, Progress = StopAt(step) });
            Assert.AreEqual(expected, VictimRun.Result(VictimRun.Fit(kept)), $"stopped at step {step}");
        }
    }

    [TestMethod]
    public void BitIdenticalWhereverItCrashed()
    {
        // Checkpoints at ends of epochs only, so that steps are trained again.
        RnnOptions options = VictimRun.Options with { Epochs = 3 };
        string expected = VictimRun.Result(VictimRun.Fit(options));
        for (int step = 1; step <= 33; step += 4)
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            RnnOptions crashing = kept with
            {
                ProgressSteps = 1,
                Progress = report =>
                {
                    if (report.Step == step)
                        throw new TimeoutException();
                },
            };
            Assert.ThrowsExactly<TimeoutException>(() => VictimRun.Fit(crashing));
            Assert.AreEqual(expected, VictimRun.Result(VictimRun.Fit(kept)), $"crashed at step {step}");
        }
    }

    [TestMethod]
    public void EarlyStoppingCountsOnOverInterruptions()
    {
        RnnOptions options = VictimRun.Options with { LearningRate = 0.2f, EarlyStopping = new RnnEarlyStopping { Patience = 3 } };
        RnnTransformer whole = VictimRun.Fit(options);
        Assert.IsLessThan(150, whole.History.Count, "it stops early");
        using TemporaryFolder folder = new();
        RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
        for (int epoch = 1; epoch < whole.History.Count; epoch++)
            VictimRun.Fit(kept with { Progress = report => report.RequestStop() });
        // And one more to start from the end.
        for (int i = 0; i < 2; i++)
            Assert.AreEqual(VictimRun.Result(whole), VictimRun.Result(VictimRun.Fit(kept)));
    }

    [TestMethod]
    public void RowsInFileOrderAndDataForValidationAndWarmStartsResumeToo()
    {
        MLContext ml = new();
        IDataView data = ToySequences.Data(ml), held = ToySequences.Data(ml, 30, seed: 2);
        RnnTransformer initial = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        RnnOptions options = ToySequences.Options with { Shuffle = false };
        string expected = VictimRun.Result(new RnnEstimator(ml, options).Fit(data, held, initial));
        using TemporaryFolder folder = new();
        RnnOptions kept = options with { Checkpoints = new RnnCheckpoints { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
        new RnnEstimator(ml, kept with { ProgressSteps = 1, Progress = StopAt(8) }).Fit(data, held, initial);
        Assert.AreEqual(expected, VictimRun.Result(new RnnEstimator(ml, kept).Fit(data, held, initial)));
        Assert.AreEqual("rows of validation data", Difference(() => new RnnEstimator(ml, kept).Fit(data, data, initial)));
        Assert.AreEqual("initial weights", Difference(() => new RnnEstimator(ml, kept).Fit(data, held)));
    }

    [TestMethod]
    public void WithoutASeedTheCheckpointsIsUsed()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = VictimRun.Options with
        {
            Seed = null,
            Epochs = 3,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath, Keep = 9 },
            ResumeFrom = folder.FullPath
        };
        string expected = VictimRun.Result(VictimRun.Fit(kept));
        Assert.AreEqual(expected, VictimRun.Result(VictimRun.Fit(
            kept with { Checkpoints = null, ResumeFrom = folder.PathOf("checkpoint-000000011.rnnckpt") })));
    }

    [TestMethod]
    public void ADamagedCheckpointFallsBackToTheOneBeforeWithAWarning()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = VictimRun.Options with
        {
            Epochs = 3,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath
        };
        string expected = VictimRun.Result(VictimRun.Fit(kept));
        string[] files = [.. Directory.EnumerateFiles(folder.FullPath).Order(StringComparer.Ordinal)];
        Damage(files[^1]);

        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, e) => log.Add($"{e.Kind} {e.Message}");
        Assert.AreEqual(expected, VictimRun.Result(new RnnEstimator(ml, kept).Fit(ToySequences.Data(ml, 60))));
        Assert.Contains(line => line.StartsWith("Warning", StringComparison.Ordinal) && line.Contains(files[^1], StringComparison.Ordinal)
            && line.Contains("checksum", StringComparison.Ordinal), log);
        Assert.Contains(line => line.Contains("step 22.", StringComparison.Ordinal), log);

        foreach (string file in files)
            Damage(file);
        InvalidDataException error = Assert.ThrowsExactly<InvalidDataException>(() => VictimRun.Fit(kept));
        StringAssert.Contains(error.Message, files[0]);
        Assert.ThrowsExactly<InvalidDataException>(() => VictimRun.Fit(kept with { ResumeFrom = files[0] }));
    }

    /// <summary>A file whose checksum is right, and which no run of this library writes.</summary>
    [TestMethod]
    public void ACheckpointThatContradictsItselfIsRefused()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = VictimRun.Options with { Epochs = 3, Checkpoints = new RnnCheckpoints { Folder = folder.FullPath } };
        VictimRun.Fit(kept with { ProgressSteps = 1, Progress = StopAt(15) }); // in the second of epochs of 11 steps
        string file = Directory.EnumerateFiles(folder.FullPath).Max(StringComparer.Ordinal)!;
        Checkpoint whole = CheckpointFolder.Read(file);
        EpochSums more = new(3) { Batches = whole.Sums.Batches }, all = new(2) { Batches = 11 };
        foreach ((Checkpoint wrong, string message) in new[]
        {
            (whole with { Sums = more }, "3 sums of the epoch where the task has 2"), (whole with { Sums = all }, "11 batches done"),
            (whole with { Step = 14 }, "14 steps where epoch 2 needs 15 to 15"), (whole with { History = [] }, "0 epochs of history"),
            (whole with { OptimizerSteps = 14 }, "14 optimizer steps of 15"), (whole with { OptimizerState = [] }, "0 vectors of 2"),
            (whole with { Best = whole.Best with { Epoch = 2 } }, "epoch 2 as the best of 1"),
        })
        {
            string forged = folder.PathOf("forged.rnnckpt");
            using (BinaryWriter writer = new(File.Create(forged)))
                CheckpointFormat.Write(writer, wrong);
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(
                () => VictimRun.Fit(kept with { Checkpoints = null, ResumeFrom = forged })).Message,
                    $"contradicts itself: it has {message}");
        }
        VictimRun.Fit(kept with { Checkpoints = null, ResumeFrom = file });
    }

    [TestMethod]
    public void WithoutCheckpointsItStartsFromTheBeginningAndSaysSo()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new();
        List<string> log = [];
        ml.Log += (_, e) => log.Add(e.Message);
        foreach (string path in new[] { folder.FullPath, folder.PathOf("missing") })
            new RnnEstimator(ml, VictimRun.Options with { Epochs = 1, ResumeFrom = path }).Fit(ToySequences.Data(ml, 60));
        Assert.HasCount(2, log.Where(line => line.Contains("starts from the beginning", StringComparison.Ordinal)));
        string missing = Assert.ThrowsExactly<FileNotFoundException>(() =>
            VictimRun.Fit(VictimRun.Options with { ResumeFrom = folder.PathOf("checkpoint-000000001.rnnckpt") })).Message;
        StringAssert.Contains(missing, "checkpoint-000000001.rnnckpt");
    }

    [TestMethod]
    public void ACheckpointOfAnotherRunIsRefusedAndTheDifferenceNamed()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = VictimRun.Options with
        {
            Epochs = 2,
            Checkpoints = new RnnCheckpoints { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath
        };
        VictimRun.Fit(kept);
        (string Difference, string Saved, string Current, RnnOptions Options)[] others =
        [
            ("network", "1 layer of 8 Rnn (Tanh) units", "1 layer of 9 Rnn (Tanh) units", kept with { HiddenSize = 9 }),
            ("network", "8 Rnn (Tanh) units", "8 Gru units", kept with { Cell = RnnCell.Gru }),
            ("BatchSize", "5", "6", kept with { BatchSize = 6 }),
            ("Optimizer", "RnnAdam", "RnnSgd", kept with { Optimizer = new RnnSgd() }),
            ("Schedule", "RnnConstantSchedule", "RnnCosineSchedule", kept with { Schedule = new RnnCosineSchedule() }),
            ("ClipNorm", "null", "1", kept with { ClipNorm = 1 }),
            ("Dropout", "0", "0.5", kept with { Dropout = 0.5f }),
            ("LabelSmoothing", "0", "0.1", kept with { LabelSmoothing = 0.1f }),
            ("ClassWeights", "null", "RnnClassWeights", kept with { ClassWeights = RnnClassWeights.Balanced }),
            ("Augmentation", "null", "RnnAugmentation", kept with { Augmentation = new RnnAugmentation { TimeShift = 1 } }),
            ("LearningRate", "0.003", "0.004", kept with { LearningRate = 0.004f }),
            ("Epochs", "2", "3", kept with { Epochs = 3 }),
            ("Epochs", "2", "null", kept with { Epochs = null, Steps = 22 }),
            ("MinSteps", "null", "23", kept with { MinSteps = 23 }),
            ("Shuffle", "True", "False", kept with { Shuffle = false }),
            ("ValidationFraction", "0.1", "0.2", kept with { ValidationFraction = 0.2f }),
            ("EarlyStopping.Patience", "150", "149", kept with { EarlyStopping = new RnnEarlyStopping { Patience = 149 } }),
            ("Optimizer.Beta1", "0.9", "0.8", kept with { Optimizer = new RnnAdam { Beta1 = 0.8f } }),
            ("EarlyStopping", "RnnEarlyStopping", "null", kept with { EarlyStopping = null }),
            ("Seed", "1", "2", kept with { Seed = 2 }),
        ];
        foreach ((string difference, string saved, string current, RnnOptions options) in others)
        {
            RnnCheckpointMismatchException error = Assert.ThrowsExactly<RnnCheckpointMismatchException>(() => VictimRun.Fit(options));
            Assert.AreEqual(difference, error.Difference);
            StringAssert.Matches(error.Saved, Whole(saved));
            StringAssert.Matches(error.Current, Whole(current));
            StringAssert.Contains(error.Message, $"{difference} was {error.Saved}, now {error.Current}");
            Assert.IsTrue(File.Exists(error.File));
        }

        MLContext ml = new();
        RnnCheckpointMismatchException data = Assert.ThrowsExactly<RnnCheckpointMismatchException>(
            () => new RnnEstimator(ml, kept).Fit(ToySequences.Data(ml, 60, seed: 2)));
        Assert.AreEqual("training data", data.Difference);
        StringAssert.StartsWith(data.Saved, "hash");
        Assert.AreEqual("rows of training data", Difference(() => new RnnEstimator(ml, kept).Fit(ToySequences.Data(ml, 61))));
        VictimRun.Fit(kept with { Threads = 2, ProgressSteps = 1 });
    }

    // 0.1, and not 0.10000000149011612.
    private static Regex Whole(string value) => new($"{Regex.Escape(value)}(?!\\d)");

    private static string Difference(Action fit) => Assert.ThrowsExactly<RnnCheckpointMismatchException>(fit).Difference;

    private static Action<RnnProgress> StopAt(int step) => report =>
    {
        if (report.Step == step)
            report.RequestStop();
    };

    private static void Damage(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 4;
        File.WriteAllBytes(file, bytes);
    }
}
