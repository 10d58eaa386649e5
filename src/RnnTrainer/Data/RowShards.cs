namespace RnnTrainer.Data;

/// <summary>
/// How the rows of a data set are dealt out to shards, and which of these are kept here. Rows go by their numbers, so that nothing else
/// decides to which shard one belongs.
/// </summary>
/// <param name="Count">Shards.</param>
/// <param name="First">The first that is kept here.</param>
/// <param name="End">The one after the last that is kept here.</param>
internal sealed record RowShards(int Count, int First, int End)
{
    // Windows of a run, in those that a step is in: of the steps that a shard keeps, one in five is kept by another one too.
    private const int LengthsOfRun = 4;

    /// <summary>All rows in one shard, kept here.</summary>
    public static RowShards One { get; } = new(1, 0, 1);

    /// <summary>Rows one after another that go to one shard, before as many go to the next.</summary>
    public int RunLength { get; private init; } = 1;

    /// <summary>Whether all shards are kept here.</summary>
    public bool AreAllHere => End - First == Count;

    /// <summary>The shard that a row belongs to.</summary>
    public int Of(int row) => row / RunLength % Count;

    /// <summary>Whether a shard is kept here.</summary>
    public bool HoldShard(int shard) => shard >= First && shard < End;

    /// <summary>Whether a row is kept here.</summary>
    public bool Hold(int row) => HoldShard(Of(row));

    /// <summary>The number of a row among those of its shard.</summary>
    public int PlaceOf(int row) => row / RunLength / Count * RunLength + row % RunLength;

    /// <summary>The row that has a number in a shard.</summary>
    public int RowAt(int shard, int place) => (place / RunLength * Count + shard) * RunLength + place % RunLength;

    /// <summary>
    /// The same shards for windows that share steps: they go to a shard in runs, long enough for few steps to be in two shards.
    /// </summary>
    public RowShards OfWindows(WindowLayout layout) =>
        this with { RunLength = LengthsOfRun * ((layout.Length - 1) / layout.Stride + 1) };

    /// <summary>Rows of each shard, in their order.</summary>
    /// <param name="rows">Numbers of rows.</param>
    public IReadOnlyList<int>[] Divide(IReadOnlyList<int> rows)
    {
        if (Count == 1)
            return [rows];
        List<int>[] shards = new List<int>[Count];
        for (int shard = 0; shard < Count; shard++)
            shards[shard] = new List<int>(rows.Count / Count + 1);
        foreach (int row in rows)
            shards[Of(row)].Add(row);
        return shards;
    }
}
