namespace RnnTrainer.Data;

/// <summary>The values of windows in memory, each step once.</summary>
internal sealed class WindowLogs : WindowValues
{
    // Values: a log of its own takes little more than its series, as there may be many.
    private const int FirstChunk = 1 << 14, LeastChunk = 64;

    private readonly int windowSize;
    private readonly WindowLayout layout;
    private readonly List<WindowLog> logs = [];
    private readonly Dictionary<int, int> ownLogs = []; // of series whose windows come among those of others
    private int series; // that came so far

    /// <param name="windowSize">Values of a window.</param>
    /// <param name="layout">How the windows were made.</param>
    public WindowLogs(int windowSize, WindowLayout layout)
    {
        this.windowSize = windowSize;
        this.layout = layout;
        logs.Add(new WindowLog(windowSize, layout, FirstChunk));
    }

    public override long Count => logs.Sum(log => log.Count);

    public override bool Add(int row, ReadOnlySpan<float> window, WindowPlace place, out int log, out long start)
    {
        log = LogOf(place.Series);
        return logs[log].Add(window, place, out start);
    }

    public override void CopyTo(int log, long start, Span<float> destination) => logs[log].CopyTo(start, destination);

    // All series share a log while they come one after another; one that comes back gets a log of its own.
    private int LogOf(int number)
    {
        if (ownLogs.TryGetValue(number, out int own))
            return own;
        if (number >= series)
            series = number + 1;
        else if (logs[0].Series != number)
        {
            ownLogs.Add(number, own = logs.Count);
            logs.Add(new WindowLog(windowSize, layout, Math.Max(LeastChunk, windowSize)));
            return own;
        }
        return 0;
    }
}
