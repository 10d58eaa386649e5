namespace RnnTrainer;

/// <summary>
/// The checkpoint to resume from, <see cref="RnnOptions.ResumeFrom"/>, belongs to another run, with different data or options.
/// </summary>
public sealed class RnnCheckpointMismatchException : InvalidOperationException
{
    internal RnnCheckpointMismatchException(string file, string difference, string saved, string current)
        : base($"Cannot resume from '{file}': {difference} was {saved}, now {current}. "
            + $"Resume with the original data and options, or set {nameof(RnnOptions.ResumeFrom)} to another folder or null.")
    {
        File = file;
        Difference = difference;
        Saved = saved;
        Current = current;
    }

    /// <summary>Gets the checkpoint's path.</summary>
    public string File { get; }

    /// <summary>
    /// Gets what differs: the name of an option such as "BatchSize", or a part of the run such as "network" or "training data".
    /// </summary>
    public string Difference { get; }

    /// <summary>Gets the value in the checkpoint's run, as text.</summary>
    public string Saved { get; }

    /// <summary>Gets the value in this run, as text.</summary>
    public string Current { get; }
}
