namespace RnnTrainer;

/// <summary>The checkpoint that <see cref="RnnOptions.ResumeFrom"/> names is of another run: its data or options differ.</summary>
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

    /// <summary>The checkpoint's path.</summary>
    public string File { get; }

    /// <summary>What differs: the name of an option such as "BatchSize", or "network", "training data" or the like.</summary>
    public string Difference { get; }

    /// <summary>It in the checkpoint's run, as text.</summary>
    public string Saved { get; }

    /// <summary>It in this run, as text.</summary>
    public string Current { get; }
}
