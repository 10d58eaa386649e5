using RnnTrainer.Ranks;

namespace RnnTrainer.Tests.Ranks;

[TestClass]
public sealed class AllReduceTests
{
    /// <summary>Short vectors by doubling, long ones by halving; both along the tree, and every element once.</summary>
    [TestMethod]
    [DataRow(0)]
    [DataRow(1)]
    [DataRow(63)]
    [DataRow(AllReduce.MostDoubled - 40)]
    [DataRow(AllReduce.MostDoubled + 1)]
    [DataRow(3 * AllReduce.MostDoubled + 7)]
    public void EveryRankHasTheSumAlongTheTree(int singles)
    {
        foreach (int size in new[] { 1, 2, 4, 8, 16 })
        {
            (float[] Singles, double[] Doubles)[] own = [.. Enumerable.Range(0, size).Select(rank => Draw(rank, singles))];
            (float[] expected, double[] expectedDoubles) = Total(own, 0, size);
            (float[], double[])[] sums = ThreadRanks.Run(size, ranks =>
            {
                SumVector vector = new();
                vector.Begin(singles, 5);
                own[ranks.Rank].Singles.CopyTo(vector.Singles);
                own[ranks.Rank].Doubles.CopyTo(vector.Doubles);
                new AllReduce(ranks).Sum(vector, [.. Enumerable.Range(0, size)], ranks.Rank);
                return (vector.Singles.ToArray(), vector.Doubles.ToArray());
            });
            foreach ((float[] values, double[] doubles) in sums)
            {
                CollectionAssert.AreEqual(expected, values, $"{size} ranks");
                CollectionAssert.AreEqual(expectedDoubles, doubles, $"{size} ranks");
            }
        }
    }

    [TestMethod]
    public void LongVectorsAreSentInFewerBytes()
    {
        // Doubling sends the vector three times among eight ranks, halving less than twice; a little more for the other numbers.
        const int Long = 4 * AllReduce.MostDoubled, Short = AllReduce.MostDoubled / 2;
        Assert.IsInRange(sizeof(float) * 3L * Short, sizeof(float) * 3L * Short + 1000, Sent(Short));
        Assert.IsInRange(sizeof(float) * 7L * Long / 4, sizeof(float) * 7L * Long / 4 + 1000, Sent(Long));

        static long Sent(int singles) => ThreadRanks.Run(8, ranks =>
        {
            SumVector vector = new();
            vector.Begin(singles, 3);
            CountingTransport counting = new(ranks.Transport);
            new AllReduce(new RankGroup(counting)).Sum(vector, [0, 1, 2, 3, 4, 5, 6, 7], ranks.Rank);
            return counting.BytesSent;
        }).Max();
    }

    private static (float[], double[]) Draw(int rank, int singles)
    {
        // Magnitudes so different that every other order of adding gives other bits.
        Random random = new(rank);
        double Next() => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(10));
        return ([.. Enumerable.Range(0, singles).Select(_ => (float)Next())], [.. Enumerable.Range(0, 5).Select(_ => Next())]);
    }

    private static (float[] Singles, double[] Doubles) Total((float[] Singles, double[] Doubles)[] own, int lo, int hi)
    {
        if (hi - lo == 1)
            return own[lo];
        ((float[] singles, double[] doubles) left, (float[] singles, double[] doubles) right) =
            (Total(own, lo, ShareTree.Split(lo, hi)), Total(own, ShareTree.Split(lo, hi), hi));
        return ([.. left.singles.Zip(right.singles, (a, b) => a + b)], [.. left.doubles.Zip(right.doubles, (a, b) => a + b)]);
    }

    private sealed class CountingTransport(RankTransport transport) : RankTransport
    {
        public long BytesSent { get; private set; }

        public override int Rank => transport.Rank;

        public override int Size => transport.Size;

        public override void Send(int peer, ReadOnlySpan<byte> bytes)
        {
            BytesSent += bytes.Length;
            transport.Send(peer, bytes);
        }

        public override void Receive(int peer, Span<byte> bytes) => transport.Receive(peer, bytes);

        public override void Exchange(int peer, ReadOnlySpan<byte> bytes, Span<byte> received)
        {
            BytesSent += bytes.Length;
            transport.Exchange(peer, bytes, received);
        }

        public override void Abort(int exitCode) => transport.Abort(exitCode);
    }
}
