namespace RnnTrainer.Data;

/// <summary>
/// Which rows make which batch of which epoch. To resume in the middle of epoch e, make the plan anew, begin epoch e and go on with
/// batch b.
/// </summary>
internal abstract class BatchPlan
{
    /// <summary>Rows of the largest batch.</summary>
    public abstract int BatchSize { get; }

    /// <summary>Batches of an epoch.</summary>
    public abstract int BatchCount { get; }

    /// <summary>What a user may want to know of the order; null: nothing.</summary>
    public virtual string? Description => null;

    /// <summary>What a user should look at; null: nothing.</summary>
    public virtual string? Warning => null;

    /// <summary>The epoch that is planned, from 1; 0: none yet.</summary>
    public int Epoch { get; private set; }

    /// <summary>Plans an epoch after the one that is planned; any between them are passed over quickly.</summary>
    /// <param name="epoch">Its number.</param>
    public void BeginEpoch(int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(epoch, Epoch);
        for (; Epoch < epoch; Epoch++)
            Draw();
        Arrange();
    }

    /// <summary>The rows of a batch of the epoch, ready to be copied; good until the next epoch begins.</summary>
    /// <param name="batch">Its number in the epoch, from 0.</param>
    /// <exception cref="IOException">The rows could not be read from where they are.</exception>
    public abstract ReadOnlyMemory<int> Rows(int batch);

    /// <summary>How many rows of a batch are of which shard; they stand in it shard after shard.</summary>
    /// <param name="batch">Its number in the epoch, from 0.</param>
    public virtual int[] ShardRows(int batch) => [Rows(batch).Length];

    /// <summary>Draws all random numbers of one epoch.</summary>
    protected abstract void Draw();

    /// <summary>Completes the plan of the epoch whose numbers were drawn last.</summary>
    protected virtual void Arrange()
    {
    }
}
