using System.Buffers.Binary;

namespace RnnTrainer.Tests.Idx;

/// <summary>Damage that shows only in the content: laws over every byte of a small valid file.</summary>
[TestClass]
public sealed class IdxDamageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    // Half noise, half runs: stored, literal and match codes all occur when it is packed.
    private readonly byte[] plain = [.. IdxBytes.Header(0x08, 12, 5, 5), .. IdxBytes.Random(1, 150)[8..], .. new byte[150]];

    public void Dispose() => folder.Dispose();

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void FileCutAnywhereIsRefused(bool gzip)
    {
        byte[] content = gzip ? IdxBytes.Gzip(plain) : plain;

        for (int length = 0; length < content.Length; length++)
            Assert.IsNotNull(ErrorOf(content[..length]), $"cut to {length} of {content.Length} bytes");
    }

    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void FileWithAnyByteAddedIsRefused(bool gzip)
    {
        byte[] content = gzip ? IdxBytes.Gzip(plain) : plain;

        for (int value = 0; value < 256; value++)
            Assert.IsNotNull(ErrorOf([.. content, (byte)value]), $"0x{value:X2} at the end");
        foreach (byte[] tail in new byte[][] { new byte[4], new byte[8], new byte[20_000], [0x1f, 0x8b], [0x1f, 0x8b, 8],
            [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3] })
            Assert.IsNotNull(ErrorOf([.. content, .. tail]),
                $"{tail.Length} bytes at the end, {Convert.ToHexString(tail.AsSpan(0, Math.Min(10, tail.Length)))}");
    }

    [TestMethod]
    public void GzipFileWithAnyBitFlippedIsRefusedOrReadsTheSame()
    {
        byte[] content = IdxBytes.Gzip(plain);
        int refused = 0;

        for (int bit = 0; bit < 8 * content.Length; bit++)
        {
            byte[] flipped = (byte[])content.Clone();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            if (ErrorOf(flipped) is not null)
                refused++;
            else
                CollectionAssert.AreEqual(plain[16..], ReadAll(flipped), $"bit {bit % 8} of byte {bit / 8}");
        }

        // Nothing but the ten bytes of the gzip header (time, system...) may be altered unseen.
        Assert.IsGreaterThanOrEqualTo(8 * (content.Length - 10), refused);
    }

    [TestMethod]
    public void PlainFileWithAnyBitOfItsHeaderFlippedIsRefused()
    {
        for (int bit = 0; bit < 8 * 16; bit++)
        {
            byte[] flipped = (byte[])plain.Clone();
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            if (flipped[2] != 0x09) // signed bytes: as many, so that nothing is amiss
                Assert.IsNotNull(ErrorOf(flipped), $"bit {bit % 8} of byte {bit / 8}");
        }
    }

    [TestMethod]
    public void GzipFileOfSeveralMembersIsRead()
    {
        for (int cut = 0; cut <= plain.Length; cut++)
        {
            byte[] content = [.. IdxBytes.Gzip(plain.AsSpan(0, cut)), .. IdxBytes.Gzip(plain.AsSpan(cut))];
            CollectionAssert.AreEqual(plain[16..], ReadAll(content), $"members divided at {cut}");
        }
    }

    [TestMethod]
    public void LastMemberCutShortIsRefused()
    {
        byte[] first = IdxBytes.Gzip(plain.AsSpan(0, 200));
        byte[] second = IdxBytes.Gzip(plain.AsSpan(200));

        for (int length = 0; length < second.Length; length++)
            Assert.IsNotNull(ErrorOf([.. first, .. second[..length]]), $"last member cut to {length} of {second.Length} bytes");
    }

    [TestMethod]
    public void ChecksumThatDiffersIsRefusedWithItsFile()
    {
        byte[] content = IdxBytes.Gzip(plain);
        content[^8] ^= 1;

        InvalidDataException error = ErrorOf(content)!;

        foreach (string part in new[] { "images file", folder.PathOf("idx"), "offset", "found", "expected", "checksum" })
            Assert.Contains(part, error.Message);
    }

    [TestMethod]
    public void MemoryIsTakenOnlyForContentThatIsThere()
    {
        // Some hundred bytes, 200 KB unpacked, that claim a row of 2 GB and, in the forged trailer, to hold it.
        byte[] header = IdxBytes.Header(0x08, 1, 46_340, 46_340);
        byte[] content = IdxBytes.Gzip([.. header, .. new byte[200_000]]);
        byte[] forged = (byte[])content.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(forged.AsSpan(forged.Length - 4), 46_340u * 46_340 + (uint)header.Length);

        long before = GC.GetAllocatedBytesForCurrentThread();
        InvalidDataException? honest = ErrorOf(content);
        InvalidDataException? lying = ErrorOf(forged);

        Assert.IsNotNull(honest);
        Assert.Contains("offset 200016", honest.Message);
        Assert.IsNotNull(lying);
        Assert.IsLessThan(4_000_000, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private InvalidDataException? ErrorOf(byte[] content)
    {
        try
        {
            ReadAll(content);
            return null;
        }
        catch (InvalidDataException error)
        {
            Assert.Contains(folder.PathOf("idx"), error.Message);
            return error;
        }
    }

    private byte[] ReadAll(byte[] content)
    {
        IDataView view = new MLContext().Data.LoadFromIdx(folder.Write("idx", content));
        var values = new List<byte>();
        using DataViewRowCursor cursor = view.GetRowCursor(view.Schema);
        ValueGetter<VBuffer<byte>> getPixels = cursor.GetGetter<VBuffer<byte>>(view.Schema["Pixels"]);
        VBuffer<byte> pixels = default;
        while (cursor.MoveNext())
        {
            getPixels(ref pixels);
            values.AddRange(pixels.GetValues());
        }
        return [.. values];
    }
}
