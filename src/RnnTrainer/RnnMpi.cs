using RnnTrainer.Ranks;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Training by several processes at once, on one machine or many, over MPI; see <see cref="RnnOptions.Distributed"/>. An immutable value,
/// each setting checked where it is set.
/// </summary>
/// <remarks>
/// <para>
/// Every process, a rank, runs the same program with the same data: <c>mpirun -n 4 dotnet app.dll</c>. Each computes its share of every
/// batch, and each ends with the same network, which has the same bits on any number of ranks. Rank 0 alone reports progress, logs, and
/// writes and reads checkpoints. Save what was learnt where <see cref="IsFirst"/> is <see langword="true"/>.
/// </para>
/// <para>
/// Open MPI or MPICH (or a library with its ABI, such as Intel MPI) is looked for where the system looks for libraries; the environment
/// variable <c>RNNTRAINER_MPI</c> names another file. MPI is initialized once a process, and finalized when the process exits.
/// </para>
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the exception names the property.</exception>
public sealed record RnnMpi
{
    /// <summary>
    /// The longest that a rank waits for another: for the step, validation, checkpoint or progress callback that it is in. After that the
    /// process ends with exit code 75 and a line on standard error, and the launcher ends the others. Above 0; default 10 minutes.
    /// </summary>
    public TimeSpan Timeout { get; init => field = SettingCheck.Positive(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a program that no launcher started trains in its one process, with a warning in the log, instead of failing. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowSingleProcess { get; init; }

    /// <summary>
    /// Shards that the rows are dealt out to, so that memory for their features is shared too: each rank keeps those of its own shards,
    /// and lengths, weights and labels of all rows, which it still reads once. Every batch draws from all shards. The result depends on
    /// this number, and not on that of ranks. As many as ranks or more, and at most <see cref="RnnOptions.BatchSize"/>; default
    /// <see langword="null"/>: every rank keeps all rows. Forecasts have none.
    /// </summary>
    public int? Shards { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Which of the processes this is, from 0; 0 where no launcher started it.</summary>
    /// <exception cref="InvalidOperationException">A launcher started it, and there is no MPI library, or not the launcher's.</exception>
    public static int Rank => MpiLauncher.HasStartedThis ? MpiWorld.Current.Rank : 0;

    /// <summary>How many processes the launcher started; 1 without a launcher.</summary>
    /// <exception cref="InvalidOperationException">A launcher started it, and there is no MPI library, or not the launcher's.</exception>
    public static int Size => MpiLauncher.HasStartedThis ? MpiWorld.Current.Size : 1;

    /// <summary>Whether this process is the one that saves and speaks: rank 0.</summary>
    /// <exception cref="InvalidOperationException">A launcher started it, and there is no MPI library, or not the launcher's.</exception>
    public static bool IsFirst => Rank == 0;

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnMpi), PrintMembers);
}
