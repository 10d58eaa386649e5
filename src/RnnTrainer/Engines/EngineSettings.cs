using RnnTrainer.Kernels;

namespace RnnTrainer.Engines;

/// <summary>How an engine turns rows into a loss.</summary>
/// <param name="BatchSize">Rows of the largest batch.</param>
/// <param name="Loss">What outputs cost; it knows the rows by their numbers in the store that batches are made of.</param>
internal sealed record EngineSettings(int BatchSize, RowLoss Loss)
{
    /// <summary>The run's seed, from which dropout is drawn.</summary>
    public int Seed { get; init; }

    /// <summary>The most shards that a batch draws rows from.</summary>
    public int Shards { get; init; } = 1;

    /// <summary>Rows of each shard in the largest batch, which draws from all alike.</summary>
    public int[] LargestBatch => [.. Enumerable.Range(0, Shards).Select(shard => (BatchSize + shard) / Shards)];

    /// <summary>What the dropout of a row is drawn from: the seed, the optimizer step and the row's place in the batch.</summary>
    public ulong DropoutKey(long step, int row)
    {
        ulong key = ((ulong)(uint)Seed << 32 | (uint)row) * 0x9E3779B97F4A7C15 ^ (ulong)step * 0xD1B54A32D192ED03;
        key = (key ^ (key >> 32)) * 0xD6E8FEB86659FD93;
        return key ^ (key >> 32);
    }
}
