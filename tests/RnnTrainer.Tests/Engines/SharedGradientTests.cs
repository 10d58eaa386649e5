using RnnTrainer.Data;
using RnnTrainer.Engines;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Ranks;
using RnnTrainer.Tests.Ranks;
using RnnTrainer.Training;
using RnnTrainer.Training.Optimizers;

namespace RnnTrainer.Tests.Engines;

/// <summary>Ranks that share batches have, after every step, the bits of one process.</summary>
[TestClass]
public sealed class SharedGradientTests
{
    private const int Inputs = 3, Classes = 3, Tokens = 40, Rows = 110;

    // 110 rows: more parts than ranks, then fewer, then one; with shards, some without a row.
    private static readonly int[] BatchSizes = [110, 60, 25, 2];

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["SimpleRNN"] = new(Network(RnnCell.Rnn)),
        ["SimpleRNN, augmented"] = new(Network(RnnCell.Rnn)) { Change = new Augmenter(new() { TimeShift = 2, Noise = 0.1f }, 1, 3) },
        ["GRU, two layers, dropout"] = new(Network(RnnCell.Gru, layers: 2)) { Dropout = 0.4f },
        ["LSTM, both ways, both dropouts"] = new(Network(RnnCell.Lstm, bidirectional: true, pooling: PoolingSummaries.Joined))
        {
            Dropout = 0.3f,
            RecurrentDropout = 0.3f,
        },
        ["LSTM, long vector"] = new(Network(RnnCell.Lstm, hidden: 64)) { Dropout = 0.2f },
        ["GRU, a label for each step"] = new(Network(RnnCell.Gru, bidirectional: true, pooling: RnnPooling.None))
        {
            Change = new Augmenter(new() { TimeShift = 2 }, 1, 3),
        },
        ["LSTM, numbers"] = new(Network(RnnCell.Lstm) with { Head = new HeadSpec(RnnHead.LinearVector, 3) }),
        ["GRU, quantiles"] = new(Network(RnnCell.Gru) with { Head = HeadSpec.Quantiles(2, [0.2f, 0.5f, 0.8f]) }),
        ["LSTM, categories"] = new(NetworkForms.WithCategories([Network(RnnCell.Lstm, layers: 2)]).Single()),
        ["LSTM, tokens"] = new(Network(RnnCell.Lstm).WithTokens(Tokens)) { Change = new TokenDropper(0.2f, 1, 5) },
        ["GRU, tokens, a label for each step"] =
            new(Network(RnnCell.Gru, layers: 2, bidirectional: true, pooling: RnnPooling.None).WithTokens(Tokens)) { Dropout = 0.2f },
    };

    public static IEnumerable<object[]> CaseNames => Cases.Keys.Select(name => new object[] { name });

    [TestMethod]
    [DynamicData(nameof(CaseNames))]
    public void AnyNumberOfRanksAndThreadsHasTheBitsOfOne(string name)
    {
        Case given = Cases[name];
        foreach (int shards in new[] { 1, 3, 4 })
        {
            string expected = given.Train(RankGroup.Alone, threads: 1, shards);
            Assert.AreEqual(expected, given.Train(RankGroup.Alone, threads: 2, shards), $"2 threads, {shards} shards");
            for (int size = 2; size <= 8; size++)
            {
                int threads = 1 + size % 2;
                foreach (string bits in ThreadRanks.Run(size, ranks => given.Train(ranks, threads, shards)))
                    Assert.AreEqual(expected, bits, $"{size} ranks of {threads} threads, {shards} shards");
            }
        }
    }

    [TestMethod]
    public void BitsDependOnTheNumberOfShards()
    {
        Case given = Cases["SimpleRNN"];
        Assert.AreNotEqual(given.Train(RankGroup.Alone, 1, shards: 1), given.Train(RankGroup.Alone, 1, shards: 3));
    }

    /// <summary>Whichever rank asks, be it one without a part: all know after that step, and not before.</summary>
    [TestMethod]
    public void AllHearInTheSameStepThatOneAsksToStop()
    {
        foreach (int size in Enumerable.Range(1, 9))
        {
            for (int asking = 0; asking < size; asking++)
            {
                string[] heard = ThreadRanks.Run(size, ranks => Cases["LSTM, tokens"].Hear(ranks, asksAt: ranks.Rank == asking ? 1 : null));
                foreach (string answers in heard)
                    Assert.AreEqual("no, yes, yes, yes", answers, $"rank {asking} of {size} asks");
            }
            foreach (string answers in ThreadRanks.Run(size, ranks => Cases["LSTM, tokens"].Hear(ranks, asksAt: null)))
                Assert.AreEqual("no, no, no, no", answers);
        }
    }

    [TestMethod]
    [DynamicData(nameof(CaseNames))]
    public void TheExchangeNeedsNoNewMemory(string name)
    {
        Assert.AreEqual(0, Cases[name].Allocated(RankGroup.Alone));
        Assert.AreEqual(0, Cases[name].Allocated(new RankGroup(new MirrorTransport())));
    }

    private static NetworkSpec Network(
        RnnCell cell, int hidden = 9, int layers = 1, bool bidirectional = false, RnnPooling pooling = RnnPooling.Last) =>
        NetworkForms.Of(
            InputSpec.AnyTimeSteps, Inputs, hidden, Classes, cell, layers: layers, bidirectional: bidirectional, pooling: pooling);

    private sealed record Case(NetworkSpec Spec)
    {
        public float Dropout { get; init; }

        public float RecurrentDropout { get; init; }

        public SequenceChange? Change { get; init; }

        // A text of the bits of gradients, sums and, at the end, parameters.
        public string Train(RankGroup ranks, int threads, int shards)
        {
            (FlatNetwork network, ClassifiedRows rows, EngineSettings settings) = Begin(shards);
            RnnOptimizerUpdate optimizer = RnnOptimizerUpdate.Create(new RnnAdam(), Spec.ParameterCount);
            using KernelEngine engine = new(network, settings, threads, RnnKernels.Best, ranks);
            HashCode bits = new();
            for (int step = 1; step <= BatchSizes.Length; step++)
            {
                BatchSums sums = engine.Compute(BatchOf(rows, settings, step, shards));
                foreach (float value in network.Gradient)
                    bits.Add(BitConverter.SingleToInt32Bits(value));
                foreach (double value in (double[])[sums.Loss, sums.Weight, .. sums.Accumulators])
                    bits.Add(BitConverter.DoubleToInt64Bits(value));
                foreach (Range range in network.Touched)
                    bits.Add(range);
                optimizer.Step(network.Parameters, network.Gradient, network.Touched, 0.01f);
            }
            foreach (float value in network.Parameters)
                bits.Add(BitConverter.SingleToInt32Bits(value));
            return $"{bits.ToHashCode():x8}";
        }

        public string Hear(RankGroup ranks, int? asksAt)
        {
            (FlatNetwork network, ClassifiedRows rows, EngineSettings settings) = Begin(shards: 1);
            using KernelEngine engine = new(network, settings, 1, RnnKernels.Best, ranks);
            return string.Join(", ", Enumerable.Range(0, BatchSizes.Length).Select(step =>
            {
                engine.StopRequested |= step == asksAt;
                engine.Compute(BatchOf(rows, settings, step + 1, shards: 1));
                return engine.StopRequested ? "yes" : "no";
            }));
        }

        public long Allocated(RankGroup ranks)
        {
            (FlatNetwork network, _, EngineSettings settings) = Begin(shards: 1);
            List<PartSums> nodes = [new(new RnnWeights(new RnnLayout(Spec, 1), forTraining: true), settings.Loss.AccumulatorCount)];
            nodes[0].Gradients.Embedding?.Add(Tokens / 2, new float[Spec.Input.LayerInputs]);
            PartTree tree = new();
            tree.Begin([Rows]);
            GradientExchange exchange = new(network, tree, ranks, settings.Loss.AccumulatorCount);
            exchange.Complete(nodes, asksToStop: false);
            return Allocation.Least(() => exchange.Complete(nodes, asksToStop: false));
        }

        private (FlatNetwork, ClassifiedRows, EngineSettings) Begin(int shards)
        {
            ClassifiedRows rows = new(Spec.Input.Size, hasWeights: true, Spec.HasStepOutputs) { Categories = Spec.Input.Categories };
            Random random = new(1);
            for (int row = 0; row < Rows; row++)
            {
                int steps = random.Next(1, 12);
                float[] values = [.. Enumerable.Range(0, steps * Spec.Input.Size)
                    .Select(_ => Spec.Input.Embedding is null ? random.NextSingle() - 0.5f : random.Next(Tokens))];
                int labels = Spec.HasStepOutputs ? steps : 1;
                rows.Add(values, [.. Enumerable.Range(0, labels).Select(_ => random.Next(Classes))], row % 4 * 0.5f);
            }
            float[] initial = InitialWeights.Draw(Spec, RnnInitialization.Uniform, new RandomStream(1, 1));
            return (new FlatNetwork(Spec, initial, Dropout, RecurrentDropout), rows,
                rows.Settings(head: Spec.Head) with { Seed = 7, Shards = shards });
        }

        private Batch BatchOf(ClassifiedRows rows, EngineSettings settings, int step, int shards)
        {
            int size = BatchSizes[step - 1];
            int[] shardRows = [.. Enumerable.Range(0, shards).Select(shard => (size + shard) / shards)];
            return new(rows.Data, rows.Input, Enumerable.Range(0, size).Select(i => (i * 7 + step) % Rows).ToArray(), step,
                settings.Loss.Weight, Change)
            { ShardRows = shardRows };
        }
    }

    // Of two ranks that send each other the same; of what is cut in two, as much as both halves have.
    private sealed class MirrorTransport : RankTransport
    {
        public override int Rank => 0;

        public override int Size => 2;

        public override void Send(int peer, ReadOnlySpan<byte> bytes) => throw new AssertFailedException();

        public override void Receive(int peer, Span<byte> bytes) => throw new AssertFailedException();

        public override void Exchange(int peer, ReadOnlySpan<byte> bytes, Span<byte> received) =>
            bytes[..Math.Min(bytes.Length, received.Length)].CopyTo(received);

        public override void Abort(int exitCode) => throw new AssertFailedException();
    }
}
