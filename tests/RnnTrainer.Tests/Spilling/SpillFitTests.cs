using RnnTrainer.Tests.Tasks;
using RnnTrainer.Tests.Windows;

namespace RnnTrainer.Tests.Spilling;

/// <summary>Training on sequences in a file learns what training in memory learns.</summary>
[TestClass]
public sealed class SpillFitTests
{
    private static readonly RnnOptions Options =
        ToySequences.Options with { HiddenSize = 4, BatchSize = 500, Epochs = 2, Threads = 2, ValidationFraction = 0.1f };

    // Each of more than 1 MB, so that the smallest pools do not hold it.
    private static readonly Dictionary<string, Func<MLContext, RnnOptions, RnnTransformer>> Forms = new()
    {
        ["ragged"] = (ml, options) => new RnnEstimator(ml, options with { InputSize = 3 }).Fit(Ragged(ml)),
        ["weighted"] = (ml, options) => new RnnEstimator(ml, options with { InputSize = 3, ExampleWeightColumnName = "Weight" })
            .Fit(Ragged(ml)),
        ["padded"] = (ml, options) => new RnnEstimator(ml, options with { LengthColumnName = "Steps" }).Fit(Padded(ml)),
        ["labels of steps"] = (ml, options) => new RnnEstimator(ml,
            options with { InputSize = 1, ReturnSequences = true, ExampleWeightColumnName = "Weight" })
            .Fit(StepSequences.Data(ml, StepSequences.Rows(800, missing: 0.2, minSteps: 100, maxSteps: 1000))),
        ["tokens"] = (ml, options) => new RnnEstimator(ml, options with { VocabularySize = 1000, EmbeddingSize = 3 }).Fit(Tokens(ml)),
        ["windows"] = (ml, options) => new RnnRegressionEstimator(ml, options).Fit(Windows(ml, interleaved: false)),
        ["windows of series in turn"] = (ml, options) => new RnnRegressionEstimator(ml, options).Fit(Windows(ml, interleaved: true)),
        ["validation rows"] = (ml, options) => new RnnEstimator(ml, options with { ValidationFraction = null })
            .Fit(ToySequences.Data(ml, 20_000), ToySequences.Data(ml, 20_000, seed: 2)),
        ["dropout"] = (ml, options) => new RnnEstimator(ml, options with { Layers = 2, Dropout = 0.2f, RecurrentDropout = 0.2f })
            .Fit(ToySequences.Data(ml, 20_000)),
        ["libtorch"] = (ml, options) => new RnnEstimator(ml, options with { Engine = RnnEngine.Torch, Epochs = 1 })
            .Fit(ToySequences.Data(ml, 20_000)),
    };

    public static IEnumerable<object[]> Names => [.. TrainedTask.All.Select(task => task.Name).Concat(Forms.Keys)
        .Select(name => new object[] { name })];

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void WhatFitsIntoThePoolsHasTheBitsOfTrainingInMemory(string name) =>
        AssertSame(Fit(name, Options), Fit(name, Options with { Spill = new() { PoolMegabytes = 64 } }));

    /// <summary>Every row comes as it is to its place in its batch, whatever holds it.</summary>
    [TestMethod]
    [DynamicData(nameof(Names))]
    public void InTheFilesOrderTheSmallestPoolsHaveTheBitsOfTrainingInMemory(string name)
    {
        RnnOptions ordered = Options with { Shuffle = false };
        AssertSame(Fit(name, ordered), Fit(name, ordered with { Spill = DiskStore.Smallest }));
    }

    [TestMethod]
    [DataRow("classes")]
    [DataRow("ragged")]
    public void ShuffledInSmallPoolsTheBitsAreTheSameOnAnyThreadsAndOtherThanInMemory(string name)
    {
        RnnOptions spilled = Options with { Spill = DiskStore.Smallest };
        RnnTransformer expected = Fit(name, spilled with { Threads = 1 });
        AssertSame(expected, Fit(name, spilled with { Threads = 3 }));
        CollectionAssert.AreNotEqual(expected.Model.Parameters.ToArray(), Fit(name, Options).Model.Parameters.ToArray());
        Assert.IsGreaterThan(0.9, Fit("classes", spilled with { Epochs = 8 }).History[^1].ValidationAccuracy!.Value);
    }

    [TestMethod]
    [DataRow("classes")]
    [DataRow("ragged")]
    public void ARunGoesOnInMidEpochAndMidPoolWithTheSameBits(string name)
    {
        using TemporaryFolder here = new(), there = new();
        RnnOptions options = Options with { Spill = new() { PoolMegabytes = 1, Folder = here.FullPath } };
        RnnTransformer expected = Fit(name, options);
        long steps = expected.History[0].Step;
        Assert.IsGreaterThan(8, steps);
        foreach (long step in new[] { 1, steps / 3, steps / 2, steps, steps + 2, 2 * steps - 1 })
        {
            using TemporaryFolder folder = new();
            RnnOptions kept = options with { Checkpoints = new() { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
            Fit(name, kept with { ProgressSteps = 1, Progress = Stop });
            AssertSame(expected, Fit(name, kept with { Spill = new() { PoolMegabytes = 1, Folder = there.FullPath } }));

            void Stop(RnnProgress report)
            {
                if (report.Step == step)
                    report.RequestStop();
            }
        }
    }

    [TestMethod]
    public void ARunDoesNotGoOnWithPoolsOfAnotherSize()
    {
        using TemporaryFolder folder = new();
        RnnOptions kept = Options with { Checkpoints = new() { Folder = folder.FullPath }, ResumeFrom = folder.FullPath };
        Fit("classes", kept with { Spill = DiskStore.Smallest, Progress = report => report.RequestStop() });
        RnnOptions[] others = [kept with { Spill = new() { PoolMegabytes = 2 } }, kept];
        foreach (RnnOptions other in others)
            Assert.ThrowsExactly<RnnCheckpointMismatchException>(() => Fit("classes", other));
    }

    [TestMethod]
    public void TheLogSaysHowWellRowsAreMixedAndWarnsOfSmallPools()
    {
        MLContext ml = new(1);
        List<string> log = [];
        ml.Log += (_, line) => log.Add(line.Message);
        new RnnEstimator(ml, Options with { Spill = DiskStore.Smallest }).Fit(ToySequences.Data(ml, 20_000));
        Assert.IsTrue(log.Any(line => line.Contains("Rows are on disk: 1 MB in 74 blocks. An epoch shuffles them in 3 pools of about "
            + "24 blocks. "
            + "If rows are sorted by label, the variance of the labels' shares in a batch is 2027.0 % above that in memory.",
                StringComparison.Ordinal)), string.Join('\n', log));
        Assert.IsTrue(log.Any(line => line.Contains("A pool holds 24 blocks for batches of 500 rows", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void AForecastRefusesIt()
    {
        RnnForecastOptions options = new() { Training = RnnOptions.Forecast with { Spill = new() } };
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() => new RnnForecastEstimator(new MLContext(), options));
        Assert.AreEqual(nameof(RnnOptions.Spill), error.Option);
    }

    private static RnnTransformer Fit(string name, RnnOptions options)
    {
        MLContext ml = new(1);
        return Forms.TryGetValue(name, out Func<MLContext, RnnOptions, RnnTransformer>? fit) ? fit(ml, options)
            : TrainedTask.All.Single(task => task.Name == name).Fit(ml, options, 20_000);
    }

    private static void AssertSame(RnnTransformer expected, RnnTransformer found)
    {
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), found.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(expected.History.ToArray(), found.History.ToArray());
    }

    private static RaggedSequences.Row[] RaggedRows()
    {
        Random random = new(1);
        return [.. Enumerable.Range(0, 6000).Select(i =>
        {
            int steps = 1 + random.Next(40);
            return new RaggedSequences.Row
            {
                Features = [.. Enumerable.Range(0, steps * 3).Select(at => (float)random.NextDouble() + (at % 3 == i % 3 ? 1 : 0))],
                Name = "abc"[i % 3].ToString(),
                Steps = steps,
                Weight = random.Next(3),
            };
        })];
    }

    private static IDataView Ragged(MLContext ml) => RaggedSequences.Data(ml, RaggedRows());

    private static IDataView Padded(MLContext ml) => RaggedSequences.Padded(ml, 40, RaggedRows());

    // Numbers up to 999, which are not bytes.
    private static IDataView Tokens(MLContext ml)
    {
        Random random = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(Enumerable.Range(0, 4000).Select(i => new TokenRows.NumberRow
        {
            Features = [.. Enumerable.Range(0, 1 + random.Next(200)).Select(_ => random.Next(900) + 50 * (i % 3))],
            Name = "abc"[i % 3].ToString(),
        }).ToArray());
        return ml.Transforms.Conversion.MapValueToKey("Label", "Name").Fit(rows).Transform(rows);
    }

    // 60,000 rows of a table of 3 numbers, a window from every fifth on: most begin in the one before.
    private static IDataView Windows(MLContext ml, bool interleaved)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(LongRow.Of([120_000, 3_000], interleaved));
        return ml.Data.CreateWindows(rows, 10, CopiedWindow.Inputs, stride: 7, horizon: 1, targetColumn: "Target", groupColumn: "Device",
            options: new() { Interleaved = interleaved });
    }
}
