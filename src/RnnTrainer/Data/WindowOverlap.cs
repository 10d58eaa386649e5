using System.Runtime.InteropServices;

namespace RnnTrainer.Data;

/// <summary>Tells what a window has that the one before it does not, by comparing their values.</summary>
/// <param name="windowSize">Values of a window.</param>
/// <param name="layout">How the windows were made.</param>
internal sealed class WindowOverlap(int windowSize, WindowLayout layout)
{
    private readonly float[] last = new float[windowSize];
    private readonly int rowSize = windowSize / layout.Length;
    private WindowPlace place = new(-1, WindowPlace.Unknown);

    /// <summary>The series of the window that came last; -1: none has come.</summary>
    public int Series => place.Series;

    /// <summary>How many of a window's last values the one before it does not have: all where it does not go on from that.</summary>
    /// <param name="window">[windowSize]; the next is compared with it.</param>
    /// <param name="where">Its place.</param>
    public int Next(ReadOnlySpan<float> window, WindowPlace where)
    {
        int fresh = where.Series == place.Series ? NewValues(window, where.Position) : windowSize;
        window.CopyTo(last);
        place = where;
        return fresh;
    }

    private int NewValues(ReadOnlySpan<float> window, long position)
    {
        if (position != WindowPlace.Unknown && place.Position != WindowPlace.Unknown)
        {
            long rows = position - place.Position;
            return rows >= 0 && rows < layout.Length && GoesOn(window, (int)rows * rowSize) ? (int)rows * rowSize : windowSize;
        }
        for (long rows = layout.Stride; rows < layout.Length; rows += layout.Stride)
        {
            if (GoesOn(window, (int)rows * rowSize))
                return (int)rows * rowSize;
        }
        return windowSize;
    }

    // Bit for bit: NaN equals NaN, and 0 is not -0.
    private bool GoesOn(ReadOnlySpan<float> window, int fresh) =>
        MemoryMarshal.AsBytes(last.AsSpan(fresh)).SequenceEqual(MemoryMarshal.AsBytes(window[..^fresh]));
}
