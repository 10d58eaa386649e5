using RnnTrainer.Tasks;
using RnnTrainer.Tests.Training.Checkpoints;
using RnnTrainer.Tests.Windows;

namespace RnnTrainer.Tests.Ranks;

/// <summary>Fits whose ranks keep shards of the rows: the bits depend on how many shards there are, and on nothing else.</summary>
[TestClass]
public sealed class ShardedFitTests
{
    private const int Shards = 5;

    private static readonly RnnOptions Options =
        ToySequences.Options with { BatchSize = 40, Epochs = 2, Threads = 1, Distributed = new RnnMpi { Shards = Shards } };

    private static readonly MLContext Ml = new(1);

    private static readonly (string Name, RnnOptions Options, Func<RnnOptions, LabelTask> Task, IDataView Data)[] Cases =
    [
        ("SimpleRNN", Options with { Cell = RnnCell.Rnn, ValidationFraction = 0.2f }, Classes, ToySequences.Data(Ml, 190)),
        ("GRU, augmented, class weights", Options with
        {
            Cell = RnnCell.Gru, ClassWeights = RnnClassWeights.Balanced, Augmentation = new() { TimeShift = 1, Noise = 0.1f },
        }, Classes, ToySequences.Data(Ml, 190)),
        ("LSTM with dropout", Options with { Cell = RnnCell.Lstm, Dropout = 0.2f, RecurrentDropout = 0.1f }, Classes,
            ToySequences.Data(Ml, 190)),
        ("two layers, normalized", Options with
        {
            Cell = RnnCell.Gru, LayerSizes = [8, 6], Bidirectional = true, Pooling = RnnPooling.Attention,
                Normalization = RnnNormalization.MeanVariance,
        }, Classes, ToySequences.Data(Ml, 190)),
        ("ragged", Options with { InputSize = 3, Cell = RnnCell.Gru, ExampleWeightColumnName = "Weight", ValidationFraction = 0.2f,
            BlockSteps = 2 },
            Classes, Ragged()),
        ("tokens", TokenRows.Options with { Epochs = 2, BatchSize = 40, TokenDropout = 0.1f, Distributed = Options.Distributed }, Classes,
            TokenRows.Data(Ml, 190)),
        ("regression", Options with { Cell = RnnCell.Lstm, Loss = RnnLoss.Huber(0.5f), ValidationFraction = 0.2f },
            options => new RegressionTask(options),
            ToySequences.NumberData(Ml, 190)),
        ("steps", Options with { InputSize = 1, ReturnSequences = true, ValidationFraction = 0.2f }, Classes,
            StepSequences.Data(Ml, StepSequences.Rows(150, missing: 0.2))),
        ("on disk", Options with { Spill = new() { PoolMegabytes = 1 }, ValidationFraction = 0.1f }, Classes, Wide(_ => 20)),
        ("ragged, on disk", Options with { Spill = new() { PoolMegabytes = 1 }, BatchSize = 100 }, Classes,
            Wide(row => 10 + row * 7919 % 20)),
        ("windows", Options with { ValidationFraction = 0.2f, WeightAveraging = new() }, options => new RegressionTask(options), Windows()),
    ];

    private static IEnumerable<object[]> Names => Cases.Select(of => new object[] { of.Name });

    [TestMethod]
    [DynamicData(nameof(Names))]
    public void AnyNumberOfRanksAndThreadsGivesTheSameBits(string name)
    {
        (_, RnnOptions options, Func<RnnOptions, LabelTask> task, IDataView data) = Cases.Single(of => of.Name == name);
        string expected = Fit(1, options)[0];
        Assert.AreNotEqual(expected, Fit(1, options with { Distributed = null })[0], "other companions in a batch");
        foreach ((int ranks, int threads) in new[] { (1, 2), (2, 1), (2, 2), (3, 1), (3, 2), (4, 1), (5, 2) })
        {
            foreach (string result in Fit(ranks, options with { Threads = threads }))
                Assert.AreEqual(expected, result, $"{ranks} ranks, {threads} threads");
        }

        string[] Fit(int ranks, RnnOptions options) =>
            ThreadRanks.Run(ranks, group => VictimRun.Result(RankedFit.Run(group, options, task, data, validation: null, new MLContext())));
    }

    [TestMethod]
    public void ValidationDataAreInShardsToo()
    {
        IDataView validation = RaggedSequences.Data(Ml, [.. RaggedSequences.Rows(33).Select((row, r) => Cut(row, r))]);
        RnnOptions options = Options with { InputSize = 3, EarlyStopping = new() { Patience = 1 }, Epochs = 5 };
        string[] one = Fit(1), three = Fit(3);
        Assert.IsTrue(three.All(result => result == one[0]));

        string[] Fit(int ranks) => ThreadRanks.Run(ranks,
            group => VictimRun.Result(RankedFit.Run(group, options, Classes, Ragged(), validation, new MLContext())));
    }

    [TestMethod]
    public void ARunGoesOnOnAnotherNumberOfRanks()
    {
        using TemporaryFolder folder = new();
        RnnOptions options = Options with { Epochs = 4, ValidationFraction = 0.2f };
        ToySequences.Row[] rows = ToySequences.Rows(150);
        string whole = VictimRun.Result(RankedFit.Run(1, _ => options, _ => rows)[0]);
        RnnOptions kept = options with
        {
            Checkpoints = new() { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath,
            ProgressSteps = 1
        };
        foreach ((int ranks, int stop) in new[] { (2, 4), (5, 7), (1, 8), (3, 0) })
        {
            RnnTransformer[] models = RankedFit.Run(ranks, _ => kept with { Progress = report => StopAt(report, stop) }, _ => rows);
            if (stop == 0)
                Assert.IsTrue(models.All(model => VictimRun.Result(model) == whole));
        }
        RnnCheckpointMismatchException difference = (RnnCheckpointMismatchException)RankedFit.Failures(
            1, _ => kept with { Distributed = new() { Shards = 6 } }, _ => rows)[0];
        StringAssert.Contains(difference.Message, "Shards");
        Assert.IsInstanceOfType<RnnCheckpointMismatchException>(RankedFit.Failures(1, _ => kept with { Distributed = null }, _ => rows)[0]);

        static void StopAt(RnnProgress report, int step)
        {
            if (report.Step == step)
                report.RequestStop();
        }
    }

    [TestMethod]
    public void TheLogSaysWhatThisProcessKeeps()
    {
        List<string> log = [];
        RankedFit.Run(2, _ => Options, _ => ToySequences.Rows(100), rank =>
        {
            MLContext ml = new();
            if (rank == 0)
                ml.Log += (_, entry) => log.Add(entry.Message);
            return ml;
        });
        Assert.IsTrue(log.Any(line => line.Contains("60 of them are kept here, 3 of 5 shards.", StringComparison.Ordinal)),
            string.Join('\n', log));
    }

    [TestMethod]
    public void AtLeastAsManyShardsAsRanksAndAtMostTheRowsOfABatch()
    {
        foreach (Exception failure in RankedFit.Failures(3, _ => Options with { Distributed = new() { Shards = 2 } },
            _ => ToySequences.Rows(60)))
        {
            Assert.AreEqual(nameof(RnnMpi.Shards), ((RnnOptionException)failure).Option);
            StringAssert.StartsWith(failure.Message, "Shards 2 is less than the 3 ranks. ");
        }
        RnnOptionException many = Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnEstimator(Ml, Options with { BatchSize = 4 }));
        Assert.AreEqual(nameof(RnnMpi.Shards), many.Option);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnMpi { Shards = 0 });
    }

    [TestMethod]
    public void ForecastsHaveNoShards() => Assert.AreEqual(nameof(RnnMpi.Shards), Assert.ThrowsExactly<RnnOptionException>(
        () => Ml.Forecasting.ForecastByRnn("Value", 2,
            options: new RnnForecastOptions { Training = new() { Distributed = Options.Distributed } })).Option);

    private static LabelTask Classes(RnnOptions options) => new MulticlassTask(options);

    private static IDataView Ragged() => RaggedSequences.Data(Ml, [.. RaggedSequences.Rows(190).Select((row, r) => Cut(row, r))]);

    private static RaggedSequences.Row Cut(RaggedSequences.Row row, int r) =>
        new() { Features = row.Features[..(3 * (1 + r % 5))], Name = row.Name, Weight = r % 4 };

    // 2,000 rows of about 20 x 15 numbers, a fifth of them more than a fifth of a pool of 1 MB.
    private static IDataView Wide(Func<int, int> stepsOf)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(RaggedSequences.Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 0, 15);
        RaggedSequences.Row[] rows = [.. Enumerable.Range(0, 2000).Select(row => new RaggedSequences.Row
        {
            Features = [.. Enumerable.Range(0, 15 * stepsOf(row)).Select(i => MathF.Sin(row * 31 + i * (1 + row % 2)))],
            Name = "ab"[row % 2].ToString(),
        })];
        IDataView view = Ml.Data.LoadFromEnumerable(rows, schema);
        return Ml.Transforms.Conversion.MapValueToKey("Label", nameof(RaggedSequences.Row.Name)).Fit(view).Transform(view);
    }

    private static IDataView Windows() => Ml.Data.CreateWindows(WindowStoreTests.Labelled(LongRow.Of([300, 30, 200])), 6,
        CopiedWindow.Inputs,
        horizon: 1, targetColumn: "Value", groupColumn: "Device");
}
