namespace RnnTrainer;

/// <summary>
/// Training over <see cref="RnnOptions.Distributed"/> cannot begin, as another process failed, or has other options or data than the first.
/// </summary>
public sealed class RnnRankException : InvalidOperationException
{
    internal RnnRankException(string message, int rank, string? difference) : base(message)
    {
        Rank = rank;
        Difference = difference;
    }

    /// <summary>The process that failed or differs, from 0.</summary>
    public int Rank { get; }

    /// <summary>
    /// What differs: the name of an option such as "BatchSize", or "training data" or the like; <see langword="null"/> where the process
    /// failed.
    /// </summary>
    public string? Difference { get; }
}
