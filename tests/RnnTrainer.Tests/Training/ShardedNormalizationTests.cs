using RnnTrainer.Data;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tasks;
using RnnTrainer.Tests.Ranks;
using RnnTrainer.Training;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Tests.Training;

/// <summary>What ranks measure together, each on the shards that it keeps.</summary>
[TestClass]
public sealed class ShardedNormalizationTests
{
    private const int Shards = 5, Inputs = 3;

    [TestMethod]
    public void AnyNumberOfRanksMeasuresTheSameBitsAndNearlyThoseOfOneShard()
    {
        foreach (RnnNormalization kind in Enum.GetValues<RnnNormalization>())
        {
            foreach (bool hasMissing in new[] { false, true })
            {
                InputNormalization expected = Measure(RankGroup.Alone, kind, hasMissing, Shards),
                    whole = Measure(RankGroup.Alone, kind, hasMissing, 1);
                Assert.AreEqual(whole.Kind, expected.Kind);
                foreach (var (ours, theirs) in Numbers(whole).Zip(Numbers(expected)))
                    Assert.AreEqual(ours, theirs, 1e-9 * Math.Abs(ours), $"{kind}");
                for (int ranks = 2; ranks <= Shards; ranks++)
                {
                    foreach (InputNormalization measured in ThreadRanks.Run(ranks, group => Measure(group, kind, hasMissing, Shards)))
                        CollectionAssert.AreEqual(Numbers(expected), Numbers(measured), $"{kind}, {ranks} ranks");
                }
            }
        }
    }

    [TestMethod]
    public void AValueOutOfRangeOnOneRankIsKnownOnAll()
    {
        InputNormalization[] chosen = ThreadRanks.Run(Shards,
            group => Choose(group, RnnNormalization.Auto, hasMissing: false, Shards, largest: 3, at: 16));
        Assert.IsTrue(chosen.All(normalization => normalization.Kind == RnnNormalization.MeanVariance));
        chosen = ThreadRanks.Run(Shards, group => Choose(group, RnnNormalization.Auto, hasMissing: false, Shards, largest: 1, at: 16));
        Assert.IsTrue(chosen.All(normalization => normalization.Kind == RnnNormalization.None));
    }

    [TestMethod]
    public void ARankThatCannotMeasureEndsAll()
    {
        Exception?[] failures = ThreadRanks.Run(Shards, group =>
        {
            try
            {
                Choose(group, RnnNormalization.MinMax, hasMissing: false, Shards, largest: 3, at: 16, checkAlive: () =>
                {
                    if (group.Rank == 2)
                        throw new IOException("The disk is gone.");
                });
                return null;
            }
            catch (Exception exception)
            {
                return exception;
            }
        });
        Assert.IsInstanceOfType<IOException>(failures[2]);
        foreach (int rank in (int[])[0, 1, 3, 4])
            Assert.AreEqual((2, true), (((RnnRankException)failures[rank]!).Rank,
                failures[rank]!.Message.Contains("The disk is gone.", StringComparison.Ordinal)));
    }

    private static double[] Numbers(InputNormalization normalization) =>
        [.. normalization.Offsets, .. normalization.Scales, .. normalization.Means];

    private static InputNormalization Measure(RankGroup group, RnnNormalization kind, bool hasMissing, int shards) =>
        Choose(group, kind, hasMissing, shards, largest: 40, at: 8);

    private static InputNormalization Choose(
        RankGroup group, RnnNormalization kind, bool hasMissing, int shards, float largest, int at, Action? checkAlive = null)
    {
        RowShards mine = new(shards, shards * group.Rank / group.Size, shards * (group.Rank + 1) / group.Size);
        StoredSequences store = shards == 1 ? new SequenceStore(Inputs, hasWeights: true)
            : new ShardedStore(Inputs, mine, isHere => isHere ? new SequenceStore(Inputs) : null, hasWeights: true, windows: null);
        ClassTargets classes = new();
        Random random = new(1);
        for (int row = 0; row < 43; row++)
        {
            float[] sequence = new float[Inputs * random.Next(1, 9)];
            foreach (ref float value in sequence.AsSpan())
                value = hasMissing && random.Next(4) == 0 ? float.NaN : (float)random.NextDouble();
            if (row == at)
                sequence[0] = largest;
            store.Add(sequence, row % 7 == 3 ? 0 : 1);
            classes.Add(row % 2);
        }
        InputSpec input = new(InputSpec.AnyTimeSteps, Inputs)
        {
            BlockSteps = 2,
            MissingValues = hasMissing ? RnnMissingValues.Mean : RnnMissingValues.Error,
        };
        NetworkSpec network = new(input, new LayerSpec(RnnCell.Gru, RnnActivation.Tanh, 4, Bidirectional: false), layers: 1,
            RnnPooling.Last,
            new HeadSpec(RnnHead.Softmax, 2));
        TrainingData data = new(network, new LabelledSequences(store, classes), Validation: null, new LabelSpec(network.Head, null),
            Initial: null);
        RunContext context = new(_ => { }, _ => { }, _ => { }, checkAlive ?? (() => { }), _ => { });
        int[] rows = [.. Enumerable.Range(0, 43).Where(row => row % 6 != 1)];
        return new NormalizationChoice(data, rows, context, group).Choose(kind);
    }
}
