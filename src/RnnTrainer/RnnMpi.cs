using RnnTrainer.Ranks;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Distributed training by several processes, on one machine or many, over MPI; see <see cref="RnnOptions.Distributed"/>. An immutable
/// value; each setting is validated when it is set.
/// </summary>
/// <remarks>
/// <para>
/// Every process (a rank) runs the same program on the same data: <c>mpirun -n 4 dotnet app.dll</c>. Each computes its share of every
/// batch, and all end with the same network, bit for bit, whatever the number of ranks. Only rank 0 reports progress, logs, and reads and
/// writes checkpoints. Save the model where <see cref="IsFirst"/> is <see langword="true"/>.
/// </para>
/// <para>
/// The system's library path is searched for Open MPI or MPICH (or a library with the same ABI, such as Intel MPI); the environment
/// variable <c>RNNTRAINER_MPI</c> names another file. MPI is initialized once per process, and finalized when the process exits.
/// </para>
/// </remarks>
/// <exception cref="ArgumentOutOfRangeException">A value is out of range; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(RnnOptions.Lstm with { Distributed = new RnnMpi() }).Fit(train);
/// if (RnnMpi.IsFirst)                                 // mpirun -n 4 dotnet app.dll
///     ml.Model.Save(network, train.Schema, "model.zip");
/// </code>
/// </example>
public sealed record RnnMpi
{
    /// <summary>
    /// The longest that a rank waits for another in a step, validation, checkpoint or progress callback. After that, the process exits with
    /// code 75 and a line on standard error, and the launcher ends the others. Above 0; default 10 minutes.
    /// </summary>
    public TimeSpan Timeout { get; init => field = SettingCheck.Positive(value); } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Whether a program started without a launcher trains in a single process, with a warning in the log, instead of failing. Default
    /// <see langword="false"/>.
    /// </summary>
    public bool AllowSingleProcess { get; init; }

    /// <summary>
    /// Number of shards to distribute the rows to, so that the ranks share the memory for features: each rank keeps the features of its own
    /// shards, and the lengths, weights and labels of all rows. Every rank still reads all rows once. Every batch draws from all shards, so
    /// the result depends on the number of shards, but not on the number of ranks. At least the number of ranks, and at most
    /// <see cref="RnnOptions.BatchSize"/>; default <see langword="null"/>: every rank keeps all rows. Not supported by forecasts.
    /// </summary>
    public int? Shards { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Gets the rank of this process, from 0; 0 without a launcher.</summary>
    /// <exception cref="InvalidOperationException">
    /// A launcher started this process, but no MPI library, or not the launcher's, was found.
    /// </exception>
    public static int Rank => MpiLauncher.HasStartedThis ? MpiWorld.Current.Rank : 0;

    /// <summary>Gets the number of processes that the launcher started; 1 without a launcher.</summary>
    /// <exception cref="InvalidOperationException">
    /// A launcher started this process, but no MPI library, or not the launcher's, was found.
    /// </exception>
    public static int Size => MpiLauncher.HasStartedThis ? MpiWorld.Current.Size : 1;

    /// <summary>Gets whether this process is rank 0, which saves models and writes output.</summary>
    /// <exception cref="InvalidOperationException">
    /// A launcher started this process, but no MPI library, or not the launcher's, was found.
    /// </exception>
    public static bool IsFirst => Rank == 0;

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnMpi), PrintMembers);
}
