namespace RnnTrainer.Data;

/// <summary>Sequences row by row.</summary>
internal sealed class SequenceStore : StoredSequences
{
    private readonly int inputSize;
    private readonly RowValues values;
    private readonly List<float>? weights;
    private List<int>? offsets; // of each row in its block; null while all rows have one length
    private int firstLength, count, maxTimeSteps;
    private long total;

    /// <summary>Keeps them in memory.</summary>
    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    public SequenceStore(int inputSize, bool hasWeights = false) : this(inputSize, hasWeights, new RowChunks())
    {
    }

    /// <param name="inputSize">Inputs at each step.</param>
    /// <param name="hasWeights">Whether rows have weights of their own.</param>
    /// <param name="values">What keeps their values; the store's alone.</param>
    public SequenceStore(int inputSize, bool hasWeights, RowValues values)
    {
        this.inputSize = inputSize;
        this.values = values;
        weights = hasWeights ? [] : null;
    }

    public override int InputSize => inputSize;

    public override int Count => count;

    public override int MaxTimeSteps => maxTimeSteps;

    public override bool HasEqualLengths => offsets is null;

    public override long StepsKept => total / inputSize;

    public override bool Add(ReadOnlySpan<float> sequence, float weight = 1)
    {
        if (Count == 0)
            firstLength = sequence.Length;
        else if (offsets is null && sequence.Length != firstLength)
            offsets = OffsetsSoFar();

        bool areBytes = values.Add(count, sequence, out int offset);
        offsets?.Add(offset);
        count++;
        weights?.Add(weight);
        total += sequence.Length;
        maxTimeSteps = Math.Max(maxTimeSteps, sequence.Length / inputSize);
        return areBytes;
    }

    public override int TimeSteps(int row) => (offsets is null ? firstLength : LengthIn(values.Find(row), row)) / inputSize;

    public override void CopyTo(int row, Span<float> destination)
    {
        int block = values.Find(row);
        if (offsets is null)
            values.CopyTo(block, (row - values.First(block)) * firstLength, destination[..firstLength]);
        else
            values.CopyTo(block, offsets[row], destination[..LengthIn(block, row)]);
    }

    public override float Weight(int row) => weights is null ? 1 : weights[row];

    public override void Complete() => values.Complete();

    public override BatchPlan CreatePlan(int shard, RowVisits visits) => values.CreatePlan(this, visits);

    public override void Dispose()
    {
        values.Dispose();
        base.Dispose();
    }

    private List<int> OffsetsSoFar()
    {
        List<int> result = new(Count + 1);
        for (int row = 0; row < Count; row++)
            result.Add((row - values.First(values.Find(row))) * firstLength);
        return result;
    }

    // The next row begins where this one ends, unless it is in the next block, at offset 0.
    private int LengthIn(int block, int row)
    {
        int next = row + 1 < Count ? offsets![row + 1] : 0;
        return (next > offsets![row] ? next : values.Used(block)) - offsets[row];
    }
}
