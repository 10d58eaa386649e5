using System.IO.Hashing;
using RnnTrainer.Files;
using RnnTrainer.Model;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Model;

[TestClass]
public sealed class RnnModelFormatTests
{
    private static readonly byte[] Saved = Write();

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        for (int length = 0; length < Saved.Length; length++)
            Assert.ThrowsExactly<FormatException>(() => Read(Saved[..length]), $"cut at {length}");
    }

    [TestMethod]
    public void EveryAlteredByteIsRefused()
    {
        for (int i = 0; i < Saved.Length; i++)
        {
            byte[] altered = [.. Saved];
            altered[i] ^= 0x10;
            Assert.ThrowsExactly<FormatException>(() => Read(altered), $"byte {i}");
        }
    }

    [TestMethod]
    public void EveryFieldIsCheckedEvenWhenTheChecksumFits()
    {
        // A file made to deceive: any byte of the payload changed to an extreme, with a new checksum. It must load or be refused,
        // without an allocation beyond what the file's size justifies.
        for (int i = sizeof(int); i < Saved.Length - sizeof(ulong); i++)
        {
            foreach (byte value in new byte[] { 0x00, 0x7f, 0x80, 0xff })
            {
                byte[] altered = [.. Saved];
                altered[i] = value;
                Span<byte> payload = altered.AsSpan(sizeof(int), altered.Length - sizeof(int) - sizeof(ulong));
                BitConverter.TryWriteBytes(altered.AsSpan(altered.Length - sizeof(ulong)), XxHash3.HashToUInt64(payload));
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    Read(altered);
                }
                catch (FormatException)
                {
                }
                Assert.IsLessThan(1_000_000, GC.GetAllocatedBytesForCurrentThread() - before, $"byte {i} = {value:x2}");
            }
        }
    }

    [TestMethod]
    public void AClaimOfMoreThanTheFileHoldsAllocatesNothing()
    {
        byte[] claims = [.. Saved];
        BitConverter.TryWriteBytes(claims, int.MaxValue);
        long before = GC.GetAllocatedBytesForCurrentThread();
        FormatException error = Assert.ThrowsExactly<FormatException>(() => Read(claims));
        Assert.IsLessThan(100_000, GC.GetAllocatedBytesForCurrentThread() - before);
        StringAssert.Contains(error.Message, "claims 2147483647 bytes");
    }

    private static SavedTransformer Read(byte[] bytes)
    {
        using MemoryStream stream = new(bytes);
        return RnnModelFormat.Read(new BoundedReader(stream), ModelVersion.Written);
    }

    private static byte[] Write()
    {
        NetworkSpec shape = NetworkForms.Of(2, 3, 4, 2);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(i => i / 10f)];
        using MemoryStream stream = new();
        RnnModelFormat.Write(new BinaryWriter(stream),
            new SavedTransformer("Label", "Features", [1, 2, 3], new RnnModel(shape, parameters, new[] { "a", "b" }), HistoryLines.Two, 2));
        return stream.ToArray();
    }
}
