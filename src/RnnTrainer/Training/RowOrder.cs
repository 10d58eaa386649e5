namespace RnnTrainer.Training;

/// <summary>
/// The order in which an epoch visits the rows. Each is made from where the random stream stands and nothing else, so that a
/// run that resumes in mid-epoch can make it again.
/// </summary>
/// <param name="rows">Numbers of the rows to visit.</param>
/// <param name="shuffle">Whether the order is random.</param>
/// <param name="random">Where random orders come from.</param>
internal sealed class RowOrder(int[] rows, bool shuffle, RandomStream random)
{
    private readonly int[] order = [.. rows];

    /// <summary>Where the random stream stands: the next order follows from it.</summary>
    public (ulong, ulong, ulong, ulong) State
    {
        get => random.State;
        set => random.State = value;
    }

    /// <summary>The next epoch's order, valid until the one after it is asked for.</summary>
    public int[] Next()
    {
        if (shuffle)
        {
            rows.CopyTo(order, 0);
            random.Shuffle(order);
        }
        return order;
    }
}
