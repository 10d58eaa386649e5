using RnnTrainer.Data;

namespace RnnTrainer.Tests.Data;

[TestClass]
public sealed class SequenceStoreTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(13)]
    [DataRow(784)]
    public void EveryRowComesBackBitForBit(int length)
    {
        foreach (Func<int, float> value in Kinds)
        {
            SequenceStore store = new(length);
            float[][] rows = [.. Enumerable.Range(0, 300).Select(r => Enumerable.Range(0, length).Select(i => value(r * length + i)).ToArray())];
            for (int r = 0; r < rows.Length; r++)
                store.Add(rows[r], r % 7);
            Check(store, rows);
        }
    }

    [TestMethod]
    public void ValuesThatCameFromBytesAreKeptAsBytes()
    {
        foreach (Func<int, float> value in Kinds[..3])
        {
            SequenceStore store = new(784);
            store.Add([.. Enumerable.Range(0, 784).Select(value)], 0);
            Assert.IsLessThanOrEqualTo(1 << 22, store.Bytes);
        }
        SequenceStore others = new(784);
        others.Add([.. Enumerable.Range(0, 784).Select(Kinds[3])], 0);
        Assert.IsGreaterThan(1 << 23, others.Bytes);
    }

    [TestMethod]
    public void ARowThatIsNotOfBytesAmongOthersLosesNothing()
    {
        // Chunks hold 5,349 rows of 784: the odd row comes in the middle of the second.
        foreach (float odd in new[] { 0.3f, -0f, 256f, -1f, float.Epsilon, 1e30f })
        {
            SequenceStore store = new(784);
            float[][] rows = [.. Enumerable.Range(0, 11_000).Select(r => Enumerable.Range(0, 784).Select(i => (r + i) % 256 / 255f).ToArray())];
            rows[7_000][500] = odd;
            for (int r = 0; r < rows.Length; r++)
                store.Add(rows[r], r % 7);
            Check(store, [.. rows[..20], .. rows[6_990..7_010], .. rows[10_980..]], [.. Enumerable.Range(0, 20), .. Enumerable.Range(6_990, 20), .. Enumerable.Range(10_980, 20)]);
        }
    }

    private static readonly Func<int, float>[] Kinds = [i => i % 256, i => i % 256 / 255f, i => i % 256 * (1 / 255f), i => i * 0.37f, i => i % 2 == 0 ? -0f : 1];

    private static void Check(SequenceStore store, float[][] rows, int[]? numbers = null)
    {
        float[] read = new float[store.SequenceLength];
        for (int r = 0; r < rows.Length; r++)
        {
            int number = numbers?[r] ?? r;
            store.CopyTo(number, read);
            CollectionAssert.AreEqual(rows[r].Select(BitConverter.SingleToUInt32Bits).ToArray(), read.Select(BitConverter.SingleToUInt32Bits).ToArray(), $"row {number}");
            Assert.AreEqual(number % 7, store.Label(number));
        }
    }
}
