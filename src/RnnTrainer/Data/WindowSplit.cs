using RnnTrainer.Values;

namespace RnnTrainer.Data;

/// <summary>Holds out the last windows of series.</summary>
/// <param name="places">The place of each row's window.</param>
/// <param name="layout">How the windows were made.</param>
internal sealed class WindowSplit(WindowPlace[] places, WindowLayout layout)
{
    /// <summary>
    /// Holds out the last windows of each series, and leaves out those before them that reach, with their labels, into the rows that are
    /// held out: no row of a series is in both parts.
    /// </summary>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <exception cref="RnnOptionException">No series is long enough to be divided.</exception>
    public RowSplit HoldOutLast(float fraction)
    {
        int[] order = [.. Enumerable.Range(0, places.Length)];
        Array.Sort(order, (a, b) => (places[a].Series, places[a].Position, a).CompareTo((places[b].Series, places[b].Position, b)));
        bool[] isTrained = new bool[order.Length], isHeld = new bool[order.Length];
        double wanted = 0;
        int held = 0;
        for (int first = 0, end; first < order.Length; first = end)
        {
            end = first + 1;
            while (end < order.Length && places[order[end]].Series == places[order[first]].Series)
                end++;
            ReadOnlySpan<int> windows = order.AsSpan(first, end - first);
            wanted += windows.Length * (double)fraction;
            (int shared, int last) = Divide(windows, (int)Math.Round(wanted - held));
            foreach (int row in windows[..shared])
                isTrained[row] = true;
            foreach (int row in windows[last..])
                isHeld[row] = true;
            held += windows.Length - last;
        }
        if (held == 0)
            throw TooShort(fraction);
        int[] trained = Marked(isTrained);
        return new(trained, Marked(isHeld)) { LeftOut = order.Length - trained.Length - held };
    }

    // Where in a series those windows begin that share rows with the ones held out, and where these do; at its end: there are none.
    private (int Shared, int Held) Divide(ReadOnlySpan<int> windows, int wanted)
    {
        if (wanted < 1)
            return (windows.Length, windows.Length);
        // The first window of a series is learned from: none that shares rows with it is held out.
        long free = places[windows[0]].Position + layout.Length + layout.Horizon;
        int held = FirstFrom(windows, Math.Max(free, places[windows[^Math.Min(wanted, windows.Length)]].Position));
        return held == windows.Length ? (held, held)
            : (FirstFrom(windows, places[windows[held]].Position - layout.Length - layout.Horizon + 1), held);
    }

    // Windows may come twice: those at one position stay together.
    private int FirstFrom(ReadOnlySpan<int> windows, long position)
    {
        int index = 0;
        while (index < windows.Length && places[windows[index]].Position < position)
            index++;
        return index;
    }

    private static int[] Marked(bool[] rows)
    {
        int[] marked = new int[rows.AsSpan().Count(true)];
        for (int row = 0, next = 0; row < rows.Length; row++)
        {
            if (rows[row])
                marked[next++] = row;
        }
        return marked;
    }

    private RnnOptionException TooShort(float fraction) => new(nameof(RnnOptions.ValidationFraction), fraction,
        $"{nameof(RnnOptions.ValidationFraction):option} {fraction} of {CountText.Of(places.Length, "window")} leaves none to validate "
        + $"on: no series has enough rows for windows of {layout.Length} that share none. Shorten them, or give Fit validation data.");
}
