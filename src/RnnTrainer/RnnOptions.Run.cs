using RnnTrainer.Values;

namespace RnnTrainer;

// What computes, and how a run is watched, ended and taken up again.
public sealed partial record RnnOptions
{
    /// <summary>The engine that computes losses and gradients. Default <see cref="RnnEngine.Auto"/>.</summary>
    [NotInIdentity]
    public RnnEngine Engine { get; init => field = SettingCheck.Defined(value); } = RnnEngine.Auto;

    /// <summary>
    /// Number of training threads. 1 to 1,024; default <see langword="null"/>: one per processor for the kernels, whose result is the same
    /// bit for bit with any number of threads; one for libtorch, whose result varies in the last digits with the number of threads.
    /// </summary>
    [NotInIdentity]
    public int? Threads { get; init => field = value is { } given ? SettingCheck.Between(1, 1024, given) : null; }

    /// <summary>
    /// Trains in several processes over MPI, each computing a share of every batch on the CPU, with the same result for any number of
    /// processes. Every process calls <c>Fit</c> with the same options and data, and gets the same network. Default <see langword="null"/>:
    /// this process trains alone.
    /// </summary>
    [NotInIdentity]
    public RnnMpi? Distributed { get; init; }

    /// <summary>
    /// Receives a report after every epoch, and during epochs as set by <see cref="ProgressSteps"/>; a run that is stopped in mid-epoch
    /// ends with a last report. Called on the thread that called <c>Fit</c>, which waits for it. Default <see langword="null"/>.
    /// </summary>
    /// <remarks>
    /// <c>Progress = report => Console.WriteLine(report.Loss)</c>. To use an <see cref="IProgress{T}"/>, assign its <c>Report</c> method.
    /// <see cref="Progress{T}"/> then passes the reports on to other threads, where they arrive late, in any order and without their
    /// <see cref="RnnProgress.Snapshot"/>, and <see cref="RnnProgress.RequestStop"/> takes effect some steps later.
    /// </remarks>
    [NotInIdentity]
    public Action<RnnProgress>? Progress { get; init; }

    /// <summary>
    /// Also report progress after the first step and then after every this many steps. At least 1; default <see langword="null"/>: only at
    /// the end of epochs.
    /// </summary>
    [NotInIdentity]
    public int? ProgressSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// Stops <c>Fit</c> within one batch, or after the current validation or checkpoint, with an <see cref="OperationCanceledException"/>
    /// unless <see cref="KeepModelOnCancellation"/> is set.
    /// </summary>
    [NotInIdentity]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Whether <c>Fit</c> returns the network trained so far when <see cref="CancellationToken"/> stops training (the best one if
    /// <see cref="RnnEarlyStopping.RestoreBestWeights"/> is set). Before the first step there is no network yet, and <c>Fit</c> throws in
    /// any case. Default <see langword="false"/>.
    /// </summary>
    [NotInIdentity]
    public bool KeepModelOnCancellation { get; init; }

    /// <summary>
    /// Share of the rows to hold out of training and to validate on after each epoch, drawn from a separate random stream. With classes,
    /// the same share of each class is held out, and at least one row of each stays in training. Rows are whole sequences. Of windows made
    /// by <see cref="Microsoft.ML.RnnDataCatalog.CreateWindows"/>, the last ones of each series are held out, and earlier ones that share a
    /// row with them are dropped. Above 0 and below 1; default <see langword="null"/>: none. Do not combine it with validation data passed
    /// to <c>Fit</c>.
    /// </summary>
    public float? ValidationFraction { get; init => field = value is { } fraction ? SettingCheck.BetweenZeroAndOne(fraction) : null; }

    /// <summary>When to stop training before all <see cref="Epochs"/> are done. Default <see langword="null"/>: never.</summary>
    public RnnEarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Where and how often to save checkpoints, so that training can continue after a crash. A folder that already holds checkpoints is
    /// rejected unless <see cref="ResumeFrom"/> names it too. Default <see langword="null"/>: no checkpoints.
    /// </summary>
    [NotInIdentity]
    public RnnCheckpoints? Checkpoints { get; init; }

    /// <summary>
    /// A checkpoint file, or a folder of checkpoints whose newest undamaged one is used. Training continues from there and ends with the
    /// same weights and history, bit for bit, as without the interruption (another <see cref="Engine"/> or processor changes the last
    /// digits). Data and options must be the same; <see cref="Threads"/>, progress reports and checkpoint settings may differ, and without
    /// a <see cref="Seed"/> the checkpoint's seed is used. If the folder is missing or holds no checkpoint, training starts from the
    /// beginning, so the same command works for the first run and every later one. Later checkpoints in <see cref="RnnCheckpoints.Folder"/>
    /// are replaced as training continues. Default <see langword="null"/>: start from the beginning.
    /// </summary>
    [NotInIdentity]
    public string? ResumeFrom { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Stores the training data in a file on disk, for data larger than memory. If all of it fits into
    /// <see cref="RnnSpill.PoolMegabytes"/>, the result is the same, bit for bit, as in memory. Default <see langword="null"/>: in memory.
    /// </summary>
    public RnnSpill? Spill { get; init; }

    /// <summary>Number of shards to distribute the rows to.</summary>
    internal int ShardCount => Distributed?.Shards ?? 1;

    /// <summary>Whether a run is compared with others, so that its data need a fingerprint.</summary>
    internal bool NeedsIdentity => Checkpoints is not null || ResumeFrom is not null || Distributed is not null || IsSearched;

    /// <summary>Whether a search compares the data with those of an earlier one.</summary>
    internal bool IsSearched { get; init; }
}
