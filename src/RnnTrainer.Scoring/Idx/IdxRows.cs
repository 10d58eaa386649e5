namespace RnnTrainer.Idx;

/// <summary>Reads the rows of one IDX file, one at a time. Not thread-safe: every cursor has its own.</summary>
internal abstract class IdxRows(IdxFile file) : IDisposable
{
    protected IdxFile File { get; } = file;

    /// <summary>Where the row read last lies.</summary>
    protected byte[] Buffer { get; set; } = [];

    protected int RowStart { get; set; }

    /// <summary>The row read last: shape [RowBytes], valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Row => Buffer.AsSpan(RowStart, File.Header.RowBytes);

    /// <summary>Opens the file again; <paramref name="inOrder"/> says that nearly every row will be read, in order.</summary>
    public static IdxRows Open(IdxFile file, bool inOrder) => file.IsGzip ? new GzipIdxRows(file) : new PlainIdxRows(file, inOrder);

    /// <summary>Reads a row. Of a gzip file rows are read in order, each once.</summary>
    /// <exception cref="InvalidDataException">The file is damaged, or ends before or after its last row should.</exception>
    public abstract void Read(long row);

    /// <summary>The offset in the unpacked content where a row begins.</summary>
    public long OffsetOf(long row) => File.Header.Bytes.Length + row * File.Header.RowBytes;

    public InvalidDataException Error(long row, string found, string expected, string cure) =>
        File.Error(OffsetOf(row), found, expected, cure);

    protected void CheckHeaderUnchanged(ReadOnlySpan<byte> header)
    {
        if (!header.SequenceEqual(File.Header.Bytes))
        {
            throw File.Error(0, "another header than when the file was loaded", $"one of {File.Header.DescribeSize()}",
                "The file was replaced: call LoadFromIdx again.");
        }
    }

    public abstract void Dispose();
}
