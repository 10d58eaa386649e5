namespace RnnTrainer.Data;

/// <summary>
/// Windows over long series, where each step is kept once however many windows it is in. Whether windows overlap is decided by their
/// values: those that do not go on from the one before are kept whole, so that any rows come back as they were, in any order.
/// </summary>
internal sealed class WindowStore : StoredSequences
{
    private readonly int inputSize, windowSize;
    private readonly WindowPlaceColumns columns;
    private readonly Func<WindowPlace> readPlace;
    private readonly WindowValues values;
    private readonly WindowRuns runs = new();
    private readonly List<float>? weights;

    /// <param name="sequence">The columns of sequences.</param>
    /// <param name="columns">The columns of their places.</param>
    /// <param name="readPlace">The place of the window that is added.</param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    /// <param name="values">What keeps their values; the store's alone.</param>
    public WindowStore(
        SequenceColumns sequence, WindowPlaceColumns columns, Func<WindowPlace> readPlace, bool hasWeights, WindowValues values)
    {
        inputSize = sequence.InputSize;
        windowSize = sequence.FeatureType.Size;
        this.columns = columns;
        this.readPlace = readPlace;
        this.values = values;
        weights = hasWeights ? [] : null;
    }

    public override int InputSize => inputSize;

    public override int Count => runs.Count;

    public override int MaxTimeSteps => runs.Count == 0 ? 0 : windowSize / inputSize;

    public override bool HasEqualLengths => true;

    public override long StepsKept => values.Count / inputSize;

    public override int TimeSteps(int row) => windowSize / inputSize;

    public override bool Add(ReadOnlySpan<float> sequence, float weight = 1)
    {
        WindowPlace place = readPlace();
        bool areBytes = values.Add(runs.Count, sequence, place, out int log, out long start);
        runs.Add(log, start, place);
        weights?.Add(weight);
        return areBytes;
    }

    public override void CopyTo(int row, Span<float> destination)
    {
        WindowRun run = runs[row];
        values.CopyTo(run.Log, run.StartOf(row), destination[..windowSize]);
    }

    public override float Weight(int row) => weights is null ? 1 : weights[row];

    public override RowSplit HoldOutLast(float fraction) => columns.HoldOutLast(runs, fraction);

    public override void Complete() => values.Complete();

    public override BatchPlan CreatePlan(int shard, RowVisits visits) => values.CreatePlan(this, visits);

    public override void Dispose()
    {
        values.Dispose();
        base.Dispose();
    }
}
