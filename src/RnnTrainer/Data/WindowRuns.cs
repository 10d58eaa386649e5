namespace RnnTrainer.Data;

/// <summary>Where the windows of rows begin and stand. Takes room for each run of rows, and none for a row.</summary>
internal sealed class WindowRuns
{
    private readonly List<WindowRun> runs = [];

    /// <summary>Rows so far.</summary>
    public int Count { get; private set; }

    /// <summary>The run that a row is in.</summary>
    public WindowRun this[int row] => runs[SectionSearch.Find(runs, row)];

    /// <summary>Adds a row.</summary>
    /// <param name="log">Where its values are.</param>
    /// <param name="start">Where they begin there.</param>
    /// <param name="place">Its place.</param>
    public void Add(int log, long start, WindowPlace place)
    {
        if (runs.Count > 0 && runs[^1].With(Count, log, start, place) is { } longer)
            runs[^1] = longer;
        else
            runs.Add(new(Count, log, start, StartStep: 0, place, PositionStep: 0));
        Count++;
    }

    /// <summary>The places of all rows.</summary>
    public WindowPlace[] Places()
    {
        WindowPlace[] places = new WindowPlace[Count];
        for (int i = 0; i < runs.Count; i++)
        {
            int end = i + 1 < runs.Count ? runs[i + 1].FirstRow : Count;
            for (int row = runs[i].FirstRow; row < end; row++)
                places[row] = runs[i].PlaceOf(row);
        }
        return places;
    }
}
