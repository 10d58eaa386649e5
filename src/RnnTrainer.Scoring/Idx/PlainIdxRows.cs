using Microsoft.Win32.SafeHandles;
using RnnTrainer.Data;

namespace RnnTrainer.Idx;

/// <summary>Rows of a plain IDX file, in any order, by positioned reads into a window of the file.</summary>
internal sealed class PlainIdxRows : IdxRows
{
    private readonly SafeFileHandle handle;
    private long windowStart;
    private int windowLength;

    public PlainIdxRows(IdxFile file, bool inOrder) : base(file)
    {
        handle = file.OpenHandle();
        try
        {
            file.CheckPlainLength(RandomAccess.GetLength(handle));
            byte[] header = new byte[file.Header.Bytes.Length];
            _ = RandomAccess.Read(handle, header, fileOffset: 0);
            CheckHeaderUnchanged(header);
            long values = file.Header.TotalBytes - header.Length;
            Buffer = new byte[inOrder ? Math.Max(file.Header.RowBytes, Math.Min(FileView.BufferBytes, values)) : file.Header.RowBytes];
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    public override void Read(long row)
    {
        long offset = OffsetOf(row);
        if (offset < windowStart || offset + File.Header.RowBytes > windowStart + windowLength)
            FillWindow(offset);
        RowStart = (int)(offset - windowStart);
    }

    public override void Dispose() => handle.Dispose();

    private void FillWindow(long offset)
    {
        windowStart = offset;
        windowLength = 0;
        while (windowLength < File.Header.RowBytes)
        {
            int count = RandomAccess.Read(handle, Buffer.AsSpan(windowLength), offset + windowLength);
            if (count == 0)
                File.CheckPlainLength(offset + windowLength);
            windowLength += count;
        }
    }
}
