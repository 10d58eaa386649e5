using System.Diagnostics;
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
        SpilledBlocks blocks = new(spill ?? Smallest, RowShards.One, isHere: true, expectedRows: null);
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

    /// <summary>The files within a folder that a process has open. One without a name is shown as one that was deleted.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="process">The process; null: this one.</param>
    public static string[] OpenFiles(string folder, int? process = null) =>
    [
        .. Directory.GetFiles($"/proc/{process ?? Environment.ProcessId}/fd")
            .Where(link => new FileInfo(link).LinkTarget is { } target && target.StartsWith(folder, StringComparison.Ordinal)),
    ];

    /// <summary>Cuts the one file within a folder that this process has open. Another process does it: .NET minds the lock.</summary>
    public static void Cut(string folder)
    {
        using Process process = Process.Start("truncate", ["-s", "8192", OpenFiles(folder).Single()]);
        process.WaitForExit();
        Assert.AreEqual(0, process.ExitCode);
    }

    public static int[][] Epoch(BatchPlan plan, int epoch)
    {
        plan.BeginEpoch(epoch);
        return [.. Enumerable.Range(0, plan.BatchCount).Select(batch => plan.Rows(batch).ToArray())];
    }
}
