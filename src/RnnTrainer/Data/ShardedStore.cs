namespace RnnTrainer.Data;

/// <summary>
/// Sequences in shards, some of which are kept here, each in a store of its own. Lengths and weights are known of all rows, values only of
/// those that are kept here.
/// </summary>
internal sealed class ShardedStore : StoredSequences
{
    private readonly int inputSize;
    private readonly StoredSequences[] held; // of each shard that is kept here
    private readonly WindowPlaces? windows;
    private readonly List<float>? weights;
    private List<int>? steps; // of each row; null while all have as many
    private int firstSteps, count, maxTimeSteps;

    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="shards">Which rows go to which shard.</param>
    /// <param name="createStore">Makes the store of a shard, which needs no weights.</param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    /// <param name="windows">Where rows stand that are windows; null: they are not.</param>
    public ShardedStore(int inputSize, RowShards shards, Func<StoredSequences> createStore, bool hasWeights, WindowPlaces? windows)
    {
        this.inputSize = inputSize;
        this.windows = windows;
        Shards = shards;
        held = [.. Enumerable.Range(shards.First, shards.End - shards.First).Select(_ => createStore())];
        weights = hasWeights ? [] : null;
    }

    public override RowShards Shards { get; }

    public override int InputSize => inputSize;

    public override int Count => count;

    public override int MaxTimeSteps => maxTimeSteps;

    public override bool HasEqualLengths => steps is null;

    public override int RowsKept => held.Sum(store => store.RowsKept);

    public override long StepsKept => held.Sum(store => store.StepsKept);

    public override int TimeSteps(int row) => steps is null ? firstSteps : steps[row];

    public override float Weight(int row) => weights is null ? 1 : weights[row];

    public override bool Add(ReadOnlySpan<float> sequence, float weight = 1)
    {
        int row = count++, timeSteps = sequence.Length / inputSize;
        if (row == 0)
            firstSteps = timeSteps;
        else if (steps is null && timeSteps != firstSteps)
            steps = [.. Enumerable.Repeat(firstSteps, row)];
        steps?.Add(timeSteps);
        maxTimeSteps = Math.Max(maxTimeSteps, timeSteps);
        weights?.Add(weight);
        windows?.Add();
        return Shards.Hold(row) && StoreOf(row).Add(sequence);
    }

    public override void CopyTo(int row, Span<float> destination) => StoreOf(row).CopyTo(Shards.PlaceOf(row), destination);

    public override RowSplit? HoldOutLast(float fraction) => windows?.HoldOutLast(fraction);

    private StoredSequences StoreOf(int row) => held[Shards.Of(row) - Shards.First];
}
