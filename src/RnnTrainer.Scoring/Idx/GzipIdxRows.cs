using System.IO.Compression;
using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using RnnTrainer.Data;

namespace RnnTrainer.Idx;

/// <summary>
/// Rows of a gzipped IDX file, in order. GZipStream accepts a file without its end and ignores bytes after it, so the
/// last member's checksum and the end of the file are checked here.
/// </summary>
internal sealed class GzipIdxRows : IdxRows
{
    private readonly SafeFileHandle handle;
    private readonly PositionedInput input;
    private readonly GZipStream unpacker;
    private readonly GzipTrailer trailer;
    private readonly long lastMember;
    private readonly Crc32 crc = new();
    private long unpacked;
    private int end;
    private int nextRowStart;

    public GzipIdxRows(IdxFile file) : base(file)
    {
        handle = file.OpenHandle();
        input = new PositionedInput(handle);
        unpacker = new GZipStream(input, CompressionMode.Decompress);
        try
        {
            trailer = GzipTrailer.Read(handle, RandomAccess.GetLength(handle));
            lastMember = trailer.StartIn(file.Header.TotalBytes);
            Buffer = new byte[Math.Min(FileView.BufferBytes, file.Header.TotalBytes)];
            Require(file.Header.Bytes.Length);
            CheckHeaderUnchanged(Buffer.AsSpan(0, file.Header.Bytes.Length));
            nextRowStart = file.Header.Bytes.Length;
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public override void Read(long row)
    {
        RowStart = nextRowStart;
        Require(File.Header.RowBytes);
        nextRowStart = RowStart + File.Header.RowBytes;
        if (row == File.Header.Rows - 1)
            CheckEnd();
    }

    public override void Dispose()
    {
        unpacker.Dispose();
        input.Dispose();
        handle.Dispose();
    }

    /// <summary>Unpacks until this many bytes lie in the buffer from <see cref="IdxRows.RowStart"/> on.</summary>
    private void Require(int count)
    {
        while (end - RowStart < count)
        {
            if (RowStart > 0)
            {
                Buffer.AsSpan(RowStart, end - RowStart).CopyTo(Buffer);
                end -= RowStart;
                RowStart = 0;
            }
            // Grown only as content arrives: a header of a few bytes may claim rows of gigabytes.
            if (end == Buffer.Length)
            {
                byte[] grown = new byte[Math.Min(2L * Buffer.Length, count)];
                Buffer.CopyTo(grown, 0);
                Buffer = grown;
            }
            int unpackedNow = Unpack(Buffer.AsSpan(end));
            if (unpackedNow == 0)
            {
                throw File.Error(unpacked, "the end of the content", $"{File.Header.TotalBytes - unpacked} more bytes "
                    + $"({File.Header.DescribeSize()})",
                    "The file is cut short: fetch or make it again.");
            }
            end += unpackedNow;
        }
    }

    private int Unpack(Span<byte> target)
    {
        int count;
        try
        {
            count = unpacker.Read(target);
        }
        catch (InvalidDataException cause)
        {
            throw File.CompressedError(input.Position, $"gzip data that cannot be unpacked (after {unpacked} bytes of content, "
                + "at or before that offset)",
                "valid gzip data with a matching checksum", cause);
        }
        long skip = Math.Clamp(lastMember - unpacked, 0, count);
        crc.Append(target[(int)skip..count]);
        unpacked += count;
        return count;
    }

    private void CheckEnd()
    {
        long total = File.Header.TotalBytes;
        Span<byte> extra = stackalloc byte[1];
        if (unpacked > total || Unpack(extra) > 0)
        {
            throw File.Error(total, "trailing bytes", $"the end of the content ({File.Header.DescribeSize()})",
                "The file does not fit its header: fetch or make it again.");
        }
        if (!input.SawEnd)
            throw File.CompressedError(
                input.Position, "trailing bytes at or before that offset", "the end of the file after its gzip data");
        uint found = crc.GetCurrentHashAsUInt32();
        if (found != trailer.Crc || trailer.UnpackedSize != unchecked((uint)(total - lastMember)))
        {
            throw File.CompressedError(trailer.Offset, $"checksum 0x{trailer.Crc:X8} and size {trailer.UnpackedSize} (a file cut short "
                + "has no checksum here)",
                $"checksum 0x{found:X8} and size {unchecked((uint)(total - lastMember))}, those of the content");
        }
    }
}
