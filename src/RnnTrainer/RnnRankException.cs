namespace RnnTrainer;

/// <summary>
/// Distributed training (<see cref="RnnOptions.Distributed"/>) cannot begin: another process failed, or its options or data differ from
/// those of rank 0.
/// </summary>
public sealed class RnnRankException : InvalidOperationException
{
    internal RnnRankException(string message, int rank, string? difference) : base(message)
    {
        Rank = rank;
        Difference = difference;
    }

    /// <summary>Gets the rank of the process that failed or differs, from 0.</summary>
    public int Rank { get; }

    /// <summary>
    /// Gets what differs: the name of an option such as "BatchSize", or a part of the run such as "training data"; <see langword="null"/>
    /// if the process failed.
    /// </summary>
    public string? Difference { get; }
}
