using RnnTrainer.Data;

namespace RnnTrainer.Windows;

/// <summary>What a cursor remembers of one series: its last steps, and the windows whose labels are yet to come.</summary>
/// <param name="columns">The columns of windows.</param>
internal sealed class WindowSeries(WindowColumns columns)
{
    private readonly int length = columns.Settings.Length, stride = columns.Settings.Stride, horizon = columns.Horizon;
    private readonly Queue<int> slots = new();
    private long nextEnd = columns.Settings.Length - 1; // of the next window to be given out

    /// <summary>Rows so far.</summary>
    public long Rows { get; private set; }

    /// <summary>The inputs of the last rows.</summary>
    public StepRing Steps { get; } = new(columns.Settings.Length + columns.Horizon, columns.Inputs.Size);

    /// <summary>The values of the last rows that labels are made of.</summary>
    public StepRing? Targets { get; } = columns.Label?.Steps is { } steps ? new(columns.Horizon, steps.Size) : null;

    /// <summary>Counts a row.</summary>
    /// <returns>Whether a window ends with it.</returns>
    public bool Add()
    {
        long row = Rows++;
        return row >= length - 1 && (row - (length - 1)) % stride == 0;
    }

    /// <summary>Keeps the slot of the values of a window's last row.</summary>
    public void Keep(int slot) => slots.Enqueue(slot);

    /// <summary>The next window, if there is one whose label has come, or any at the series' end.</summary>
    /// <param name="atEnd">Whether no more rows come.</param>
    /// <param name="window">The number of its last row in the series, and the slot of that row's values.</param>
    public bool TryTake(bool atEnd, out (long End, int Slot) window)
    {
        window = default;
        if (nextEnd + (atEnd ? 0 : horizon) >= Rows)
            return false;
        window = (nextEnd, slots.Dequeue());
        nextEnd += stride;
        return true;
    }

    /// <summary>Whether the row at the horizon of a window came.</summary>
    public bool IsLabelled(long end) => end + horizon < Rows;
}
