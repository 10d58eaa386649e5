using System.Runtime.InteropServices;

namespace RnnTrainer.Data;

/// <summary>
/// The values of windows that overlap, each kept once: a window that begins with what the one before it ends with adds what is new.
/// </summary>
/// <param name="windowSize">Values of a window.</param>
/// <param name="layout">How the windows were made.</param>
/// <param name="smallestChunk">Values that there is room for at first.</param>
internal sealed class WindowLog(int windowSize, WindowLayout layout, int smallestChunk)
{
    private readonly ValueLog values = new(smallestChunk);
    private readonly float[] last = new float[windowSize];
    private readonly int rowSize = windowSize / layout.Length;
    private WindowPlace place = new(-1, WindowPlace.Unknown);

    /// <summary>The series of the window that was added last; -1: there is none.</summary>
    public int Series => place.Series;

    /// <summary>Values that are kept.</summary>
    public long Count => values.Count;

    /// <summary>Adds a window.</summary>
    /// <param name="window">[windowSize].</param>
    /// <param name="where">Its place.</param>
    /// <param name="start">Where its values begin.</param>
    /// <returns>Whether what it adds is kept as bytes, and so is finite.</returns>
    public bool Add(ReadOnlySpan<float> window, WindowPlace where, out long start)
    {
        int fresh = where.Series == place.Series ? NewValues(window, where.Position) : windowSize;
        bool areBytes = values.Add(window[^fresh..]);
        start = values.Count - windowSize;
        window.CopyTo(last);
        place = where;
        return areBytes;
    }

    public void CopyTo(long start, Span<float> destination) => values.CopyTo(start, destination[..windowSize]);

    // How many of its last values the window before it does not have; all where it does not go on from that.
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
