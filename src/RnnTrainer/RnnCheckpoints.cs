using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Where and how often training saves its state, so that it can continue after a crash; see <see cref="RnnOptions.Checkpoints"/> and
/// <see cref="RnnOptions.ResumeFrom"/>. An immutable value; each setting is validated when it is set.
/// </summary>
/// <remarks>
/// A checkpoint is written under a temporary name, flushed to disk and then renamed, so a process that dies leaves only complete
/// checkpoints. One is also written at the end of the run, and when <see cref="RnnProgress.RequestStop"/> or
/// <see cref="RnnOptions.KeepModelOnCancellation"/> ends it.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <exception cref="ArgumentException">The folder is null or empty.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with
/// {
///     Checkpoints = new RnnCheckpoints { Folder = "checkpoints", EveryMinutes = 10 },
///     ResumeFrom = "checkpoints",
/// };
/// </code>
/// </example>
public sealed record RnnCheckpoints
{
    /// <summary>
    /// The folder for checkpoint files, named by step, such as <c>checkpoint-000001200.rnnckpt</c>. Created if missing; use one folder per
    /// run.
    /// </summary>
    public required string Folder { get; init => field = SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Save a checkpoint at the end of every this many epochs. At least 1; <see langword="null"/>: not by epochs. Default 1.
    /// </summary>
    public int? EveryEpochs { get; init => field = value is { } epochs ? SettingCheck.AtLeast(1, epochs) : null; } = 1;

    /// <summary>
    /// Also save a checkpoint when this many minutes have passed since the last one, even in mid-epoch. Above 0 and finite; default
    /// <see langword="null"/>: not by time.
    /// </summary>
    public double? EveryMinutes { get; init => field = value is { } minutes ? SettingCheck.Positive(minutes) : null; }

    /// <summary>Number of checkpoints to keep; older ones are deleted. At least 1; default 3.</summary>
    public int Keep { get; init => field = SettingCheck.AtLeast(1, value); } = 3;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnCheckpoints), PrintMembers);
}
