using RnnTrainer.Data;
using RnnTrainer.Spilling;

namespace RnnTrainer.Tests.Spilling;

/// <summary>Sequences in a file, and what it takes to look at them.</summary>
internal static class DiskStore
{
    /// <summary>The smallest pools: two of 2¹⁹ bytes, 32 blocks each.</summary>
    public static RnnSpill Smallest { get; } = new() { PoolMegabytes = 1 };

    public static (SequenceStore Store, SpilledBlocks Blocks) Of(int inputSize, IEnumerable<float[]> rows, RnnSpill? spill = null)
    {
        SpilledBlocks blocks = new(spill ?? Smallest, shards: 1, isHere: true, expectedRows: null);
        SequenceStore store = new(inputSize, hasWeights: false, new SpilledRows(blocks));
        foreach (float[] row in rows)
            store.Add(row);
        store.Complete();
        return (store, blocks);
    }

    /// <summary>Rows of floats that are not bytes, and tell which row they are of.</summary>
    public static IEnumerable<float[]> Rows(int count, Func<int, int> length) =>
        Enumerable.Range(0, count).Select(row => Enumerable.Range(0, length(row)).Select(i => row + i / 1024f).ToArray());

    public static float[] Read(SequenceSource source, int row)
    {
        float[] values = new float[source.Length(row)];
        source.CopyTo(row, values);
        return values;
    }

    public static BatchPlan Plan(SequenceSource source, int[] rows, int batchSize, bool shuffle = true) =>
        ShardedPlan.Of(source, rows, batchSize, shuffle, new RandomStream(1, 2));

    public static int[][] Epoch(BatchPlan plan, int epoch)
    {
        plan.BeginEpoch(epoch);
        return [.. Enumerable.Range(0, plan.BatchCount).Select(batch => plan.Rows(batch).ToArray())];
    }
}
