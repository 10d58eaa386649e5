using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Where and how often training saves all that it needs to go on after a crash; see <see cref="RnnOptions.Checkpoints"/> and
/// <see cref="RnnOptions.ResumeFrom"/>. An immutable value, each setting checked where it is set.
/// </summary>
/// <remarks>
/// A checkpoint is written under a temporary name, flushed to the disk and then renamed, so that a process that dies leaves
/// whole checkpoints only. One is also written at the end of the run, and where <see cref="RnnProgress.RequestStop"/> or
/// <see cref="RnnOptions.KeepModelOnCancellation"/> ends it.
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
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
    /// The folder for files like <c>checkpoint-000001200.rnnckpt</c>, named by step. Made where it is missing; for one run at a
    /// time.
    /// </summary>
    public required string Folder { get; init => field = SettingCheck.NotEmpty(value); }

    /// <summary>Saves at the end of every so many epochs. At least 1, or <see langword="null"/>: not by epochs. Default 1.</summary>
    public int? EveryEpochs { get; init => field = value is { } epochs ? SettingCheck.AtLeast(1, epochs) : null; } = 1;

    /// <summary>
    /// Also saves when so many minutes have passed since the last time, in the middle of an epoch too. Above 0 and finite;
    /// default <see langword="null"/>: not by time.
    /// </summary>
    public double? EveryMinutes { get; init => field = value is { } minutes ? SettingCheck.Positive(minutes) : null; }

    /// <summary>Checkpoints to keep; older ones are deleted. At least 1; default 3.</summary>
    public int Keep { get; init => field = SettingCheck.AtLeast(1, value); } = 3;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnCheckpoints), PrintMembers);
}
