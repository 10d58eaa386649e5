namespace RnnTrainer.Data;

/// <summary>Where the windows of all rows stand, those that are kept elsewhere among them.</summary>
/// <param name="columns">The columns of their places.</param>
/// <param name="read">Reads the place of the window that is added.</param>
internal sealed class WindowPlaces(WindowPlaceColumns columns, Func<WindowPlace> read)
{
    private readonly WindowRuns runs = new();

    /// <summary>The place of the last window.</summary>
    public WindowPlace Last { get; private set; }

    /// <summary>Adds a window.</summary>
    public void Add()
    {
        Last = read();
        runs.Add(log: 0, start: 0, Last);
    }

    /// <inheritdoc cref="WindowSplit.HoldOutLast(float)"/>
    public RowSplit HoldOutLast(float fraction) => columns.HoldOutLast(runs, fraction);
}
