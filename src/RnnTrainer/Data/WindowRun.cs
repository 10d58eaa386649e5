namespace RnnTrainer.Data;

/// <summary>Rows one after another whose windows go on from one to the next by the same number of steps.</summary>
/// <param name="FirstRow">The number of the first row.</param>
/// <param name="Log">Where the values are.</param>
/// <param name="Start">Where those of the first row begin there.</param>
/// <param name="StartStep">Values from the start of one to that of the next; 0 while there is one.</param>
/// <param name="Place">The place of the first.</param>
/// <param name="PositionStep">Rows of the series from one to the next.</param>
internal readonly record struct WindowRun(int FirstRow, int Log, long Start, int StartStep, WindowPlace Place, int PositionStep)
    : ISection
{
    long ISection.First => FirstRow;

    /// <summary>Where the values of a row begin.</summary>
    public long StartOf(int row) => Start + (row - FirstRow) * (long)StartStep;

    /// <summary>Where the window of a row stands.</summary>
    public WindowPlace PlaceOf(int row) => Place with { Position = Place.Position + (row - FirstRow) * (long)PositionStep };

    /// <summary>The run with one more row, or null where that does not go on from it so.</summary>
    /// <param name="row">The row's number, that after the last.</param>
    /// <param name="log">Where its values are.</param>
    /// <param name="start">Where they begin there.</param>
    /// <param name="place">Its place.</param>
    public WindowRun? With(int row, int log, long start, WindowPlace place)
    {
        if (log != Log || place.Series != Place.Series)
            return null;
        if (row > FirstRow + 1)
            return StartOf(row) == start && PlaceOf(row) == place ? this : null;
        long startStep = start - Start, positionStep = place.Position - Place.Position;
        return startStep is >= 0 and <= int.MaxValue && positionStep is >= 0 and <= int.MaxValue
            ? this with { StartStep = (int)startStep, PositionStep = (int)positionStep } : null;
    }
}
