using Microsoft.Win32.SafeHandles;
using RnnTrainer.Data;

namespace RnnTrainer.Ts;

/// <summary>The lines of a .ts file from the first on, each without its end (LF or CR LF) and without blanks around it.</summary>
/// <param name="path">The file, for errors.</param>
/// <param name="handle">The file, which stays the caller's.</param>
internal sealed class TsLines(string path, SafeFileHandle handle)
{
    private byte[] buffer = new byte[FileView.BufferBytes];
    private int start, length, next, end;
    private long bufferOffset;

    /// <summary>The file.</summary>
    public string Path => path;

    /// <summary>The line's number, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The offset of the line's first byte in the file.</summary>
    public long Offset => bufferOffset + start;

    /// <summary>The line, valid until the next <see cref="MoveNext"/>.</summary>
    public ReadOnlySpan<byte> Current => buffer.AsSpan(start, length);

    /// <summary>Where a byte of the line stands.</summary>
    public TsPlace Place(int index = 0) => TsPlace.At(path, Number, Current, index);

    public bool MoveNext()
    {
        start = next;
        int searched = start;
        while (true)
        {
            int found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                Take(searched + found, searched + found + 1);
                return true;
            }
            int already = end - start;
            if (!Fill())
            {
                bool isLine = end > start;
                if (isLine)
                    Take(end, end);
                return isLine;
            }
            searched = start + already;
        }
    }

    /// <summary>Whether a byte of a line is blank.</summary>
    public static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r';

    /// <summary>A part of a line without blanks around it; <paramref name="from"/> moves to its first byte.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> part, scoped ref int from)
    {
        int first = 0, last = part.Length;
        while (first < last && IsBlank(part[first]))
            first++;
        while (last > first && IsBlank(part[last - 1]))
            last--;
        from += first;
        return part[first..last];
    }

    private void Take(int lineEnd, int nextStart)
    {
        Number++;
        next = nextStart;
        ReadOnlySpan<byte> mark = [0xEF, 0xBB, 0xBF];
        if (Number == 1 && buffer.AsSpan(start, lineEnd - start).StartsWith(mark))
            start += mark.Length;
        length = Trim(buffer.AsSpan(start, lineEnd - start), ref start).Length;
    }

    // Reads on behind what is there of the line; false at the end of the file.
    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (bufferOffset, end, start) = (bufferOffset + start, end - start, 0);
        }
        if (end == buffer.Length)
        {
            if (end == Array.MaxLength)
            {
                throw new TsPlace(path, Number + 1, 1).Error($"a line of more than {Array.MaxLength} bytes",
                    "a sequence that fits in memory", "Split the sequence.");
            }
            Array.Resize(ref buffer, (int)Math.Min(2L * buffer.Length, Array.MaxLength));
        }
        int count = RandomAccess.Read(handle, buffer.AsSpan(end), bufferOffset + end);
        end += count;
        return count > 0;
    }
}
