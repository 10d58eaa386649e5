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
    private readonly WindowOverlap overlap = new(windowSize, layout);

    /// <summary>The series of the window that was added last; -1: there is none.</summary>
    public int Series => overlap.Series;

    /// <summary>Values that are kept.</summary>
    public long Count => values.Count;

    /// <summary>Adds a window.</summary>
    /// <param name="window">[windowSize].</param>
    /// <param name="where">Its place.</param>
    /// <param name="start">Where its values begin.</param>
    /// <returns>Whether what it adds is kept as bytes, and so is finite.</returns>
    public bool Add(ReadOnlySpan<float> window, WindowPlace where, out long start)
    {
        bool areBytes = values.Add(window[^overlap.Next(window, where)..]);
        start = values.Count - windowSize;
        return areBytes;
    }

    public void CopyTo(long start, Span<float> destination) => values.CopyTo(start, destination[..windowSize]);
}
