using Microsoft.Win32.SafeHandles;

namespace RnnTrainer.Idx;

/// <summary>
/// A file handle as a stream that knows whether its reader has run into the end. GZipStream stops without a word both
/// at input that ends too early and at bytes after its end; only the second leaves the end of the file unseen.
/// The handle stays the caller's.
/// </summary>
internal sealed class PositionedInput(SafeFileHandle handle) : Stream
{
    private long position;

    /// <summary>Whether a read found nothing left.</summary>
    public bool SawEnd { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => RandomAccess.GetLength(handle);

    public override long Position
    {
        get => position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = RandomAccess.Read(handle, buffer, position);
        position += count;
        SawEnd |= count == 0 && buffer.Length > 0;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
