namespace RnnTrainer.Data;

/// <summary>
/// Windows over long series, where each step is kept once however many windows it is in. Whether windows overlap is decided by their
/// values: those that do not go on from the one before are kept whole, so that any rows come back as they were, in any order.
/// </summary>
internal sealed class WindowStore : StoredSequences
{
    // Values: a log of its own takes little more than its series, as there may be many.
    private const int FirstChunk = 1 << 14, LeastChunk = 64;

    private readonly int inputSize, windowSize;
    private readonly WindowPlaceColumns columns;
    private readonly Func<WindowPlace> readPlace;
    private readonly List<WindowLog> logs = [];
    private readonly Dictionary<int, int> ownLogs = []; // of series whose windows come among those of others
    private readonly WindowRuns runs = new();
    private readonly List<float>? weights;
    private int series; // that came so far

    /// <param name="sequence">The columns of sequences.</param>
    /// <param name="columns">The columns of their places.</param>
    /// <param name="readPlace">The place of the window that is added.</param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    public WindowStore(SequenceColumns sequence, WindowPlaceColumns columns, Func<WindowPlace> readPlace, bool hasWeights)
    {
        inputSize = sequence.InputSize;
        windowSize = sequence.FeatureType.Size;
        this.columns = columns;
        this.readPlace = readPlace;
        weights = hasWeights ? [] : null;
        logs.Add(new WindowLog(windowSize, columns.Layout, FirstChunk));
    }

    public override int InputSize => inputSize;

    public override int Count => runs.Count;

    public override int MaxTimeSteps => runs.Count == 0 ? 0 : windowSize / inputSize;

    public override bool HasEqualLengths => true;

    public override long StepsKept => logs.Sum(log => log.Count) / inputSize;

    public override int TimeSteps(int row) => windowSize / inputSize;

    public override bool Add(ReadOnlySpan<float> sequence, float weight = 1)
    {
        WindowPlace place = readPlace();
        int log = LogOf(place.Series);
        bool areBytes = logs[log].Add(sequence, place, out long start);
        runs.Add(log, start, place);
        weights?.Add(weight);
        return areBytes;
    }

    public override void CopyTo(int row, Span<float> destination)
    {
        WindowRun run = runs[row];
        logs[run.Log].CopyTo(run.StartOf(row), destination);
    }

    public override float Weight(int row) => weights is null ? 1 : weights[row];

    public override RowSplit HoldOutLast(float fraction) => columns.HoldOutLast(runs, fraction);

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
            logs.Add(new WindowLog(windowSize, columns.Layout, Math.Max(LeastChunk, windowSize)));
            return own;
        }
        return 0;
    }
}
