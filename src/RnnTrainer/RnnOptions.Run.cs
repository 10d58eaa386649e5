using RnnTrainer.Values;

namespace RnnTrainer;

// What computes, and how a run is watched, ended and taken up again.
public sealed partial record RnnOptions
{
    /// <summary>What computes losses and gradients. Default <see cref="RnnEngine.Auto"/>.</summary>
    [NotInIdentity]
    public RnnEngine Engine { get; init => field = SettingCheck.Defined(value); } = RnnEngine.Auto;

    /// <summary>
    /// Threads that train. 1 to 1,024; default <see langword="null"/>: for the kernels one for each processor, on any number of
    /// which the result has the same bits; for libtorch one, whose number changes the result's last digits.
    /// </summary>
    [NotInIdentity]
    public int? Threads { get; init => field = value is { } given ? SettingCheck.Between(1, 1024, given) : null; }

    /// <summary>
    /// Several processes that train together over MPI, each a share of every batch, with the same result on any number of them; the CPU's
    /// kernels compute. Every process calls <c>Fit</c> with the same options and data, and gets the same network. Default
    /// <see langword="null"/>: this process trains alone.
    /// </summary>
    [NotInIdentity]
    public RnnMpi? Distributed { get; init; }

    /// <summary>
    /// Receives a report after every epoch, and as <see cref="ProgressSteps"/> says; a run that is stopped in mid-epoch closes it
    /// with a last report. Called on the thread that called <c>Fit</c>, which waits for it. Default <see langword="null"/>.
    /// </summary>
    /// <remarks>
    /// <c>Progress = report => Console.WriteLine(report.Loss)</c>. An <see cref="IProgress{T}"/> can be given as
    /// <c>progress.Report</c>; <see cref="Progress{T}"/> then hands the reports on to other threads, where they arrive late and in any
    /// order, without their <see cref="RnnProgress.Snapshot"/>, and <see cref="RnnProgress.RequestStop"/> takes effect some steps later.
    /// </remarks>
    [NotInIdentity]
    public Action<RnnProgress>? Progress { get; init; }

    /// <summary>
    /// Also report progress after the first step and then every so many steps. At least 1; default <see langword="null"/>:
    /// at the end of epochs only.
    /// </summary>
    [NotInIdentity]
    public int? ProgressSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// Stops <c>Fit</c> within one batch, or after the validation or checkpoint under way, with an
    /// <see cref="OperationCanceledException"/> unless <see cref="KeepModelOnCancellation"/> is set.
    /// </summary>
    [NotInIdentity]
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Whether <c>Fit</c> returns the network so far (the best where <see cref="RnnEarlyStopping.RestoreBestWeights"/> asks for
    /// it) when <see cref="CancellationToken"/> stops training. While data are read, and before the first step, there is none,
    /// and <c>Fit</c> throws all the same. Default <see langword="false"/>.
    /// </summary>
    [NotInIdentity]
    public bool KeepModelOnCancellation { get; init; }

    /// <summary>
    /// Share of the rows to hold out of training and to validate on after each epoch, drawn by a random stream of its own; of each class as
    /// much, where rows have classes, at least one row of each left to train on. Rows are whole sequences. Of the windows that
    /// <see cref="Microsoft.ML.RnnDataCatalog.CreateWindows"/> makes, the last ones of each series; those before them that share a row with
    /// these are left out. Above 0 and below 1; default <see langword="null"/>: none. Or give <c>Fit</c> validation data, not both.
    /// </summary>
    public float? ValidationFraction { get; init => field = value is { } fraction ? SettingCheck.BetweenZeroAndOne(fraction) : null; }

    /// <summary>When to end training before its <see cref="Epochs"/> are over. Default <see langword="null"/>: never.</summary>
    public RnnEarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Where and how often to save what is needed to go on after a crash. A folder that holds checkpoints already is refused
    /// unless <see cref="ResumeFrom"/> names it too. Default <see langword="null"/>: not at all.
    /// </summary>
    [NotInIdentity]
    public RnnCheckpoints? Checkpoints { get; init; }

    /// <summary>
    /// A checkpoint's file, or a folder of checkpoints whose newest undamaged one counts: training goes on from there and ends
    /// with the very weights and history, bit for bit, that it would have had without the interruption (another
    /// <see cref="Engine"/> or processor changes last digits). Data and options must be the same; <see cref="Threads"/>, reports
    /// and checkpoints may differ, and without a <see cref="Seed"/> the checkpoint's is used. A folder that is missing or holds
    /// none starts from the beginning, so that one command line serves the first run and every next. Later checkpoints in
    /// <see cref="RnnCheckpoints.Folder"/> are replaced as training goes on. Default <see langword="null"/>: from the beginning.
    /// </summary>
    [NotInIdentity]
    public string? ResumeFrom { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Keeps what is read in a file on disk, for data that are larger than memory. Where all of it fits into
    /// <see cref="RnnSpill.PoolMegabytes"/>, the result has the bits of training in memory. Default <see langword="null"/>: in memory.
    /// </summary>
    public RnnSpill? Spill { get; init; }

    /// <summary>Shards that the rows are dealt out to.</summary>
    internal int ShardCount => Distributed?.Shards ?? 1;

    /// <summary>Whether a run is compared with others, so that its data need a fingerprint.</summary>
    internal bool NeedsIdentity => Checkpoints is not null || ResumeFrom is not null || Distributed is not null || IsSearched;

    /// <summary>Whether a search compares the data with those of an earlier one.</summary>
    internal bool IsSearched { get; init; }
}
