using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Training;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Tests.Training;

/// <summary>Several steps of the data read as one step of the network, from training to the score.</summary>
[TestClass]
public sealed class BlockStepsTests
{
    private const int Inputs = ToySequences.InputSize;

    private static readonly MLContext Ml = new(1);

    private static readonly RnnOptions Options = ToySequences.Options with { InputSize = Inputs, Cell = RnnCell.Gru };

    /// <summary>The law: a network of blocks is the network of sequences whose steps were joined by hand, bit for bit.</summary>
    [TestMethod]
    [DataRow(RnnNormalization.None)]
    [DataRow(RnnNormalization.MinMax)]
    [DataRow(RnnNormalization.MeanVariance)]
    [DataRow(RnnNormalization.SequenceMinMax)]
    public void BlocksAreStepsJoinedByHand(RnnNormalization kind)
    {
        const int Block = 4;
        RaggedSequences.Row[] rows = Rows(60), held = Rows(30);
        RnnOptions options = Options with
        {
            Normalization = kind,
            Shuffle = false,
            Pooling = RnnPooling.Last | RnnPooling.Attention,
            Bidirectional = true
        };
        RnnTransformer model = new RnnEstimator(Ml, options with { BlockSteps = Block })
            .Fit(RaggedSequences.Data(Ml, rows), RaggedSequences.Data(Ml, held));
        Assert.AreEqual((Block, Inputs, null), (model.Model.BlockSteps, model.Model.InputSize, model.Model.TimeSteps));
        CollectionAssert.AreEqual(
            new[] { 3 * options.HiddenSize, Block * Inputs }, model.Model.GetParameterDimensions("rnn.weight_ih_l0").ToArray());

        RaggedSequences.Row[] joined = Joined(model.Model, rows), joinedHeld = Joined(model.Model, held);
        RnnTransformer expected = new RnnEstimator(Ml, options with { InputSize = Block * Inputs, Normalization = RnnNormalization.None })
            .Fit(RaggedSequences.Data(Ml, joined), RaggedSequences.Data(Ml, joinedHeld));
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), model.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(expected.History.ToArray(), model.History.ToArray());
        CollectionAssert.AreEqual(Scores(expected, joined), Scores(model, rows));
        CollectionAssert.AreEqual(expected.AttentionWeights(joined[7].Features), model.AttentionWeights(rows[7].Features));
    }

    [TestMethod]
    public void WhatTheLastBlockLacksIsTheMeanOfTheRowsTrainedOn()
    {
        RaggedSequences.Row[] rows = Rows(60);
        rows[0].Weight = 0;
        Array.Fill(rows[0].Features, 1e6f);
        RnnOptions options = Options with { BlockSteps = 2, Normalization = RnnNormalization.None, ExampleWeightColumnName = "Weight" };
        RnnModel model = new RnnEstimator(Ml, options).Fit(RaggedSequences.Data(Ml, rows)).Model;
        for (int input = 0; input < Inputs; input++)
        {
            double mean = rows.Skip(1).SelectMany(row => row.Features.Where((_, i) => i % Inputs == input)).Average(x => (double)x);
            Assert.AreEqual(mean, model.Network.Input.Normalization.Means[input], 1e-12);
        }
        Assert.IsEmpty(new RnnEstimator(Ml, options with { Normalization = RnnNormalization.MeanVariance })
            .Fit(RaggedSequences.Data(Ml, rows)).Model.Network.Input.Normalization.Means, "it is 0 then");
    }

    [TestMethod]
    public void SequencesAreShiftedByStepsOfTheDataBeforeTheyAreJoined()
    {
        ClassifiedRows rows = new(1) { Input = new(new InputSpec(InputSpec.AnyTimeSteps, 1) { BlockSteps = 3 }) };
        rows.Add([1, 2, 3, 4, 5], 0);
        Augmenter augmenter = new(new RnnAugmentation { TimeShift = 1 }, 1, 3);
        HashSet<string> seen = [];
        for (int step = 0; step < 30; step++)
        {
            Batch batch = new(rows.Data, rows.Input, new[] { 0 }, step, rows.Loss().Weight, augmenter);
            Assert.AreEqual((2, 3, 2), (batch.TimeSteps(0), batch.InputSize, batch.MaxTimeSteps));
            float[] values = new float[6];
            values.AsSpan().Fill(float.NaN);
            batch.CopyTo(0, values);
            seen.Add(string.Join(' ', values));
        }
        CollectionAssert.AreEquivalent(new[] { "1 2 3 4 5 0", "0 1 2 3 4 0", "2 3 4 5 0 0" }, seen.ToArray());
    }

    [TestMethod]
    public void AutoLeavesSequencesOfTheCommonLengthAtMostSixtyFourSteps()
    {
        Assert.AreEqual(1, BlockOf(64, 64, 3));
        Assert.AreEqual(2, BlockOf(65, 65));
        Assert.AreEqual(2, BlockOf(65, 128, 128));
        Assert.AreEqual(23, BlockOf(1460, 1460));
        Assert.AreEqual(1, ToySequences.Data(Ml) is var known
            ? new RnnEstimator(Ml, Options with { BlockSteps = RnnOptions.AutoBlockSteps, Epochs = 1 }).Fit(known).Model.BlockSteps : 0);

        static int BlockOf(params int[] steps) => Fit(Options with { BlockSteps = RnnOptions.AutoBlockSteps }, steps).Model.BlockSteps;
    }

    [TestMethod]
    [DataRow(10_000, 3, DisplayName = "so that the longest has 4,096 steps of the network at most")]
    [DataRow(5_000, 2)]
    [DataRow(500, 2)]
    [DataRow(1, 2)]
    public void AQuarterOfSequencesOfOtherLengthsDoesNotChangeTheBlocksOfTheRest(int odd, int expected)
    {
        Assert.AreEqual(expected, Choose([100, 90, odd, 100, 80, 100, 100, 100], out _));
        Assert.AreEqual(expected, Choose([odd, .. Enumerable.Repeat(100, 99)], out _));
    }

    [TestMethod]
    public void TheLogSaysWhatABlockIsAndNamesAFarLongerSequence()
    {
        Choose([100, 100, 100, 100, 5000], out List<string> log);
        CollectionAssert.AreEqual(new[]
        {
            "BlockSteps 2: three quarters of the training sequences have up to 100 steps, 50 of the network.",
            "The longest training sequence has 5000 steps (2500 blocks), but three quarters have at most 100. Cut it, or set "
                + "BlockSteps.",
        }, log);
        Choose([1, 64], out log);
        Assert.IsEmpty(log);
    }

    [TestMethod]
    public void ANetworkToStartFromKeepsItsBlocks()
    {
        RnnOptions options = Options with { BlockSteps = RnnOptions.AutoBlockSteps, Epochs = 1 };
        RnnTransformer initial = Fit(options, 200, 200);
        IDataView shorter = Data(20, 10);
        Assert.AreEqual(4, new RnnEstimator(Ml, options).Fit(shorter, initial).Model.BlockSteps);
        string message = Assert.ThrowsExactly<ArgumentException>(
            () => new RnnEstimator(Ml, options with { BlockSteps = 2 }).Fit(shorter, initial)).Message;
        Assert.Contains("in blocks of 2 steps", message);
        Assert.Contains("in blocks of 4 steps", message);
    }

    [TestMethod]
    public void BesideReturnSequencesTheyAreRefusedByNameAndAutoReadsEachStep()
    {
        RnnOptions options = ToySequences.Options with { ReturnSequences = true };
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(
            () => new RnnEstimator(Ml, options with { BlockSteps = 2 }).Fit(ToySequences.StepData(Ml, 30, 1)));
        Assert.AreEqual((nameof(RnnOptions.BlockSteps), 2), (error.Option, error.Value));
        Assert.Contains("which labels each step. Set it to 1.", error.Message);
        Assert.AreEqual(1, new RnnEstimator(Ml, options with { BlockSteps = RnnOptions.AutoBlockSteps })
            .Fit(ToySequences.StepData(Ml, 30, 1)).Model.BlockSteps);
    }

    [TestMethod]
    public void TooLargeBlocksAreRefusedByName()
    {
        RnnOptionException error = Assert.ThrowsExactly<RnnOptionException>(() =>
            Fit(Options with { BlockSteps = 1_000_000, HiddenSize = 500 }, 5, 4));
        Assert.AreEqual((nameof(RnnOptions.BlockSteps), 1_000_000), (error.Option, error.Value));
    }

    [TestMethod]
    public void ARunWithOtherBlocksDoesNotGoOnFromACheckpoint()
    {
        using TemporaryFolder folder = new();
        RnnOptions options = Options with
        {
            BlockSteps = 3,
            Normalization = RnnNormalization.None,
            Checkpoints = new() { Folder = folder.FullPath },
            ResumeFrom = folder.FullPath,
        };
        IDataView data = RaggedSequences.Data(Ml, Rows(60));
        RnnTransformer first = new RnnEstimator(Ml, options).Fit(data);
        Assert.IsNotEmpty(first.Model.Network.Input.Normalization.Means);
        Assert.AreEqual(first.Model.Network, new RnnEstimator(Ml, options).Fit(data).Model.Network,
            "blocks and means are in the checkpoint");
        Assert.AreEqual("network", Assert.ThrowsExactly<RnnCheckpointMismatchException>(
            () => new RnnEstimator(Ml, options with { BlockSteps = 2 }).Fit(data)).Difference);
    }

    // Did a long series begin high or low? Over so many steps of noise no state lasts, over an eightieth of them it does.
    [TestMethod]
    public void LongSeriesAreLearntByBlocks()
    {
        const int Steps = 640, Beginning = 40;
        IDataView data = Series(200, seed: 1), test = Series(100, seed: 2);
        RnnOptions options = new()
        {
            Seed = 1,
            InputSize = 1,
            Cell = RnnCell.Gru,
            HiddenSize = 16,
            Pooling = RnnPooling.Last,
            LearningRate = 0.01f,
            Steps = 200,
            BatchSize = 20,
            ClipNorm = 1,
        };
        Assert.IsGreaterThan(0.95, Accuracy(options with { BlockSteps = 80 }));
        Assert.IsLessThan(0.8, Accuracy(options));

        double Accuracy(RnnOptions options) =>
            Ml.MulticlassClassification.Evaluate(new RnnEstimator(Ml, options).Fit(data).Transform(test)).MicroAccuracy;

        static IDataView Series(int count, int seed)
        {
            Random random = new(seed);
            return RaggedSequences.Data(Ml, [.. Enumerable.Range(0, count).Select(i => new RaggedSequences.Row
            {
                Features = [.. Enumerable.Range(0, Steps - i % 7)
                    .Select(t => (float)(random.NextDouble() - 0.5) + (t >= Beginning ? 0 : i % 2 == 0 ? 0.5f : -0.5f))],
                Name = i % 2 == 0 ? "high" : "low",
            })]);
        }
    }

    private static int Choose(int[] steps, out List<string> log)
    {
        SequenceStore store = new(inputSize: 1);
        foreach (int count in steps)
            store.Add(new float[count]);
        List<string> lines = log = [];
        return BlockChoice.Choose(store, new RunContext(lines.Add, lines.Add, lines.Add, () => { }, _ => { }));
    }

    private static RnnTransformer Fit(RnnOptions options, params int[] steps) =>
        new RnnEstimator(Ml, options with { Epochs = 1 }).Fit(Data(steps));

    // Toy rows of 1 to 5 steps.
    private static RaggedSequences.Row[] Rows(int count)
    {
        RaggedSequences.Row[] rows = RaggedSequences.Rows(count);
        for (int i = 0; i < count; i++)
            rows[i].Features = rows[i].Features[..(Inputs * (1 + i % ToySequences.TimeSteps))];
        return rows;
    }

    private static IDataView Data(params int[] steps) => RaggedSequences.Data(Ml,
        [.. steps.Select((count, i) => new RaggedSequences.Row { Features = new float[count * Inputs], Name = "ab"[i % 2].ToString() })]);

    // What the first layer is to read, written from the definition: inputs at scale, and the mean for each value that is not there.
    private static RaggedSequences.Row[] Joined(RnnModel model, RaggedSequences.Row[] rows) => [.. rows.Select(row =>
    {
        float[] features = [.. row.Features];
        SequenceNormalizer.Of(model.Network.Input)?.Apply(features);
        IReadOnlyList<double> means = model.Network.Input.Normalization.Means;
        int block = model.BlockSteps * Inputs, room = (features.Length + block - 1) / block * block;
        IEnumerable<float> lacking = Enumerable.Range(features.Length, room - features.Length)
            .Select(i => means.Count == 0 ? 0 : (float)means[i % Inputs]);
        return new RaggedSequences.Row { Features = [.. features, .. lacking], Name = row.Name };
    })];

    private static float[] Scores(RnnTransformer model, RaggedSequences.Row[] rows) =>
        [.. model.Transform(RaggedSequences.Data(Ml, rows)).GetColumn<float[]>("Score").SelectMany(row => row)];
}
