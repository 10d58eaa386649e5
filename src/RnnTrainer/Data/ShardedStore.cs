namespace RnnTrainer.Data;

/// <summary>
/// Sequences in shards, some of which are kept here, each in a store of its own. Lengths and weights are known of all rows, values only of
/// those that are kept here.
/// </summary>
internal sealed class ShardedStore : StoredSequences
{
    private readonly int inputSize;
    private readonly StoredSequences?[] stores; // of each shard; null where nothing needs to be known of one that is kept elsewhere
    private readonly WindowPlaces? windows;
    private readonly List<float>? weights;
    private List<int>? steps; // of each row; null while all have as many
    private int firstSteps, count, maxTimeSteps;

    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="shards">Which rows go to which shard.</param>
    /// <param name="createStore">
    /// Makes the store of a shard, which needs no weights, given whether that is kept here; null where it needs none.
    /// </param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    /// <param name="windows">Where rows stand that are windows; null: they are not.</param>
    public ShardedStore(int inputSize, RowShards shards, Func<bool, StoredSequences?> createStore, bool hasWeights,
        WindowPlaces? windows)
    {
        this.inputSize = inputSize;
        this.windows = windows;
        Shards = shards;
        stores = [.. Enumerable.Range(0, shards.Count).Select(shard => createStore(shards.HoldShard(shard)))];
        weights = hasWeights ? [] : null;
    }

    public override RowShards Shards { get; }

    public override int InputSize => inputSize;

    public override int Count => count;

    public override int MaxTimeSteps => maxTimeSteps;

    public override bool HasEqualLengths => steps is null;

    public override int RowsKept => Held.Sum(store => store.RowsKept);

    public override long StepsKept => Held.Sum(store => store.StepsKept);

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
        bool areBytes = stores[Shards.Of(row)]?.Add(sequence) == true;
        return areBytes && Shards.Hold(row);
    }

    public override void CopyTo(int row, Span<float> destination) => stores[Shards.Of(row)]!.CopyTo(Shards.PlaceOf(row), destination);

    public override RowSplit? HoldOutLast(float fraction) => windows?.HoldOutLast(fraction);

    public override BatchPlan CreatePlan(int shard, RowVisits visits) => stores[shard] is not { } store ? new RowPlan(this, visits)
        : new ShardRowPlan(Shards, shard, store.CreatePlan(0, visits with { Rows = [.. visits.Rows.Select(Shards.PlaceOf)] }));

    public override void Complete()
    {
        foreach (StoredSequences? store in stores)
            store?.Complete();
    }

    public override void Dispose()
    {
        foreach (StoredSequences? store in stores)
            store?.Dispose();
        base.Dispose();
    }

    private IEnumerable<StoredSequences> Held => stores[Shards.First..Shards.End].OfType<StoredSequences>();
}
