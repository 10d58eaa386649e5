using System.IO.Hashing;
using Microsoft.Win32.SafeHandles;
using RnnTrainer.Data;

namespace RnnTrainer.Ts;

/// <summary>Reads the rows of a .ts file, in any order. Not thread-safe: every cursor has its own.</summary>
internal sealed class TsRows : IDisposable
{
    private readonly TsFile file;
    private readonly SafeFileHandle handle;
    private readonly byte[] buffer;
    private long windowStart;
    private int windowLength, rowStart;

    /// <param name="file">The file.</param>
    /// <param name="inOrder">Whether nearly every row will be read, in order.</param>
    public TsRows(TsFile file, bool inOrder)
    {
        this.file = file;
        handle = file.OpenHandle();
        long length = RandomAccess.GetLength(handle);
        if (length != file.Length)
        {
            handle.Dispose();
            throw file.Changed($"{length} bytes", $"{file.Length}");
        }
        buffer = new byte[inOrder ? Math.Max(file.LongestRow, Math.Min(FileView.BufferBytes, length)) : file.LongestRow];
    }

    /// <summary>The row read last.</summary>
    public TsRow Place { get; private set; }

    /// <summary>Its bytes, valid until the next <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Row => buffer.AsSpan(rowStart, Place.Length);

    /// <exception cref="InvalidDataException">The file was changed after it was loaded.</exception>
    public void Read(long row)
    {
        Place = file.Rows[(int)row];
        if (Place.Offset < windowStart || Place.Offset + Place.Length > windowStart + windowLength)
            FillWindow();
        rowStart = (int)(Place.Offset - windowStart);
        if (XxHash3.HashToUInt64(Row) != Place.Hash)
            throw file.Changed($"another row at line {Place.Line}", "the one that was there");
    }

    /// <summary>Where a byte of the row stands.</summary>
    public TsPlace PlaceOf(int index) => TsPlace.At(file.Path, Place.Line, Row, index);

    public void Dispose() => handle.Dispose();

    private void FillWindow()
    {
        windowStart = Place.Offset;
        windowLength = 0;
        while (windowLength < Place.Length)
        {
            int count = RandomAccess.Read(handle, buffer.AsSpan(windowLength), windowStart + windowLength);
            if (count == 0)
                throw file.Changed($"the end of the file in line {Place.Line}", $"{Place.Length - windowLength} more bytes of it");
            windowLength += count;
        }
    }
}
