using RnnTrainer.Data;
using RnnTrainer.Spilling;

namespace RnnTrainer.Tests.Spilling;

[TestClass]
public sealed class SpilledRowsTests
{
    private static readonly Dictionary<string, Func<Random, int, float[]>> Kinds = new()
    {
        ["bytes"] = (random, length) => Values(length, _ => random.Next(256)),
        ["shares"] = (random, length) => Values(length, _ => random.Next(256) / 255f),
        ["numbers"] = (random, length) => Values(length, _ => (float)random.NextDouble()),
        ["mixed"] = (random, length) => random.Next(50) switch
        {
            0 => Values(length, _ => (float)random.NextDouble()),
            1 => Values(length, _ => -0f),
            _ => Values(length, _ => random.Next(256)),
        },
        ["gaps"] = (random, length) => Values(length, i => i % 7 == 0 ? float.NaN : i),
    };

    public static IEnumerable<object[]> Forms =>
        from kind in Kinds.Keys
        from form in new[] { "equal", "ragged", "long", "short" }
        select new object[] { kind, form };

    [TestMethod]
    [DynamicData(nameof(Forms))]
    public void RowsComeBackBitForBitInAnyOrder(string kind, string form)
    {
        Random random = new(1);
        Func<int> length = form switch
        {
            "equal" => () => 300,
            "ragged" => () => 3 * (1 + random.Next(200)),
            "long" => () => random.Next(10) == 0 ? 60_000 : 600, // a block has 16,384 bytes
            _ => () => 3,
        };
        float[][] rows = [.. Enumerable.Range(0, form == "long" ? 300 : 4000).Select(_ => Kinds[kind](random, length()))];
        (SequenceStore store, SpilledBlocks blocks) = DiskStore.Of(3, rows);
        using (store)
        {
            Check(store, rows, random);
            // And where some blocks are in a pool.
            BatchPlan plan = DiskStore.Plan(store, [.. Enumerable.Range(0, rows.Length)], 64);
            plan.BeginEpoch(1);
            plan.Rows(plan.BatchCount / 2);
            Check(store, rows, random);
            Assert.AreEqual(rows.Sum(row => (long)row.Length), blocks.Values);
        }
    }

    [TestMethod]
    public void BytesTakeAQuarterOfTheRoom()
    {
        (SequenceStore bytes, SpilledBlocks small) = DiskStore.Of(4,
            Enumerable.Range(0, 2000).Select(row => Values(400, i => (row + i) % 256)));
        (SequenceStore numbers, SpilledBlocks large) = DiskStore.Of(4, DiskStore.Rows(2000, _ => 400));
        using (bytes)
        using (numbers)
            Assert.AreEqual(4, large.Table.Sum(block => (double)block.Size) / small.Table.Sum(block => (double)block.Size), 0.2);
    }

    [TestMethod]
    public void ARowThatIsNotBytesDoesNotCutBlocksSmall()
    {
        // Every other row of floats: what is bytes so far becomes floats where it fits, and ends otherwise.
        Random random = new(1);
        float[][] rows = [.. Enumerable.Range(0, 4000).Select(row => Kinds[row % 2 == 0 ? "bytes" : "numbers"](random, 100))];
        (SequenceStore store, SpilledBlocks blocks) = DiskStore.Of(1, rows);
        using (store)
            Assert.IsLessThan(1.1 * 4000 * 400 / blocks.BlockSize, blocks.Table.Count);
    }

    private static void Check(SequenceSource store, float[][] rows, Random random)
    {
        int[] order = [.. Enumerable.Range(0, rows.Length)];
        random.Shuffle(order);
        Parallel.ForEach(order.Take(1000).Append(0).Append(rows.Length - 1), row =>
        {
            Assert.AreEqual(rows[row].Length, store.Length(row));
            CollectionAssert.AreEqual(Bits(rows[row]), Bits(DiskStore.Read(store, row)), $"row {row}");
        });
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];

    private static float[] Values(int length, Func<int, float> value) => [.. Enumerable.Range(0, length).Select(value)];
}
