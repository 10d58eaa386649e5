using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class SequenceStoreTests
{
    private static readonly Func<int, float>[] Kinds =
        [i => i % 256, i => i % 256 / 255f, i => i % 256 * (1 / 255f), i => i * 0.37f, i => i % 2 == 0 ? -0f : 1];

    [TestMethod]
    [DataRow(1)]
    [DataRow(13)]
    [DataRow(784)]
    public void EveryRowComesBackBitForBit(int length)
    {
        foreach (Func<int, float> value in Kinds)
        {
            float[][] rows = [.. Enumerable.Range(0, 300).Select(r =>
                Enumerable.Range(0, length).Select(i => value(r * length + i)).ToArray())];
            SequenceStore store = Fill(1, rows);
            Assert.IsTrue(store.HasEqualLengths);
            Assert.AreEqual(length, store.MaxTimeSteps);
            Check(store, rows, Enumerable.Range(0, rows.Length));
        }
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(3)]
    public void RowsOfAnyLengthComeBackBitForBit(int inputSize)
    {
        // Lengths from one step to more than a chunk holds; equal ones first, so that the store learns late that they differ.
        Random random = new(1);
        int[] steps = [.. Enumerable.Repeat(7, 3000), .. Enumerable.Range(0, 3000).Select(_ => random.Next(1, 400)), 4_300_000 / inputSize,
            2, 300_000, 1, .. Enumerable.Repeat(5, 50)];
        foreach (Func<int, float> value in new[] { Kinds[1], Kinds[3] })
        {
            float[][] rows = [.. steps.Select((count, r) => Enumerable.Range(0, count * inputSize).Select(i => value(r + i)).ToArray())];
            SequenceStore store = Fill(inputSize, rows);
            Assert.IsFalse(store.HasEqualLengths);
            Assert.AreEqual((steps.Length, inputSize, steps.Max()), (store.Count, store.InputSize, store.MaxTimeSteps));
            CollectionAssert.AreEqual(steps, Enumerable.Range(0, store.Count).Select(store.TimeSteps).ToArray());
            CollectionAssert.AreEqual(rows.Select(row => row.Length).ToArray(),
                Enumerable.Range(0, store.Count).Select(store.Length).ToArray());
            Check(store, rows, [0, 1, 2999, 3000, 3001, .. Enumerable.Range(0, 60).Select(i => i * 101),
                .. Enumerable.Range(5990, steps.Length - 5990)]);
        }
    }

    [TestMethod]
    public void ValuesThatCameFromBytesAreKeptAsBytes()
    {
        foreach (Func<int, float> value in Kinds)
        {
            float[] row = [.. Enumerable.Range(0, 784).Select(value)];
            long bytes = Kept(() => Fill(28, [.. Enumerable.Repeat(row, 1000)]));
            int size = Array.IndexOf(Kinds, value) < 3 ? sizeof(byte) : sizeof(float);
            Assert.IsInRange(784_000L * size, 784_000L * size * 5 / 4 + Lists(1000), bytes, "with room for an eighth more");
        }
    }

    [TestMethod]
    public void ARowThatIsNotOfBytesAmongOthersLosesNothing()
    {
        foreach (float odd in new[] { 0.3f, -0f, 256f, -1f, float.Epsilon, 1e30f })
        {
            float[][] rows = [.. Enumerable.Range(0, 1_100)
                .Select(r => Enumerable.Range(0, 784).Select(i => (r + i) % 256 / 255f).ToArray())];
            rows[700][500] = odd;
            Check(Fill(28, rows), rows, Enumerable.Range(0, rows.Length));
        }
    }

    [TestMethod]
    public void RoomThatIsNotUsedStaysSmall()
    {
        Random random = new(1);
        (string Name, int[] Steps)[] cases =
        [
            ("few", [5, 5, 5]),
            ("short", [.. Enumerable.Range(0, 20_000).Select(_ => random.Next(1, 200))]),
            ("long", [.. Enumerable.Range(0, 40).Select(_ => random.Next(50_000, 500_000))]),
            ("long among short", [.. Enumerable.Range(0, 2_000).Select(i => i % 200 == 199 ? 500_000 : 100)]),
        ];
        foreach ((string name, int[] steps) in cases)
        {
            float[] row = [.. Enumerable.Range(0, steps.Max()).Select(i => i * 0.37f)];
            long kept = Kept(() =>
            {
                SequenceStore store = new(1);
                foreach (int count in steps)
                    store.Add(row.AsSpan(0, count));
                return store;
            });
            long needed = steps.Sum(count => (long)count) * sizeof(float);
            Assert.IsInRange(needed, needed * 115 / 100 + 70_000 + Lists(steps.Length), kept, name);
        }
    }

    [TestMethod]
    public void WeightsAreKeptOnlyWhereThereAreSome()
    {
        SequenceStore with = new(2, hasWeights: true), without = new(2);
        foreach (SequenceStore store in new[] { with, without })
        {
            store.Add([1, 2], 0.5f);
            store.Add([1, 2], 3);
        }
        Assert.AreEqual((0.5f, 3f), (with.Weight(0), with.Weight(1)));
        Assert.AreEqual((1f, 1f), (without.Weight(0), without.Weight(1)));
    }

    // Offsets, in a list with as much room again, and what the runtime does meanwhile.
    private static long Lists(int rows) => rows * 2 * sizeof(int) + 50_000;

    // What is on the heap when the store is filled and was not before: the median of three, as pools give room back when they like.
    private static long Kept(Func<SequenceStore> fill)
    {
        fill(); // what the first use of a type or pool leaves behind
        long[] kept = [.. Enumerable.Range(0, 7).Select(_ => KeptOnce(fill)).Order()];
        return kept[kept.Length / 2];
    }

    private static long KeptOnce(Func<SequenceStore> fill)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        SequenceStore store = fill();
        long kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(store);
        return kept;
    }

    private static SequenceStore Fill(int inputSize, float[][] rows)
    {
        SequenceStore store = new(inputSize);
        foreach (float[] row in rows)
            store.Add(row);
        return store;
    }

    private static void Check(SequenceStore store, float[][] rows, IEnumerable<int> numbers)
    {
        foreach (int r in numbers)
        {
            // One place more than needed: it must stay as it is.
            float[] read = [.. new float[rows[r].Length], 123];
            store.CopyTo(r, read);
            Assert.IsTrue(Bits([.. rows[r], 123]).SequenceEqual(Bits(read)), $"row {r}");
        }
    }

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> values) =>
        System.Runtime.InteropServices.MemoryMarshal.Cast<float, int>(values);
}
