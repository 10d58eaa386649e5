using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Searches for good options: trains networks with options drawn from a search space and compares them on validation rows. Works with the
/// trainers of all tasks.
/// </summary>
/// <remarks>
/// <para>
/// The same data, settings and seed try the same candidates and find the same best one, with any number of threads. With a
/// <see cref="ResultsFile"/>, an interrupted search continues where it stopped, and has the same result.
/// </para>
/// <para>
/// A search never reads test data: evaluate the best network on them afterwards. Each run reads the data again: cache data that take long
/// to prepare.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// RnnSearch search = new()
/// {
///     Options = RnnOptions.Gru with { Epochs = 20 },
///     Space =
///     [
///         RnnChoice.Of(options => options.HiddenSize, 16, 32, 64),
///         RnnChoice.LogUniform(options => options.LearningRate, 0.0003f, 0.03f),
///     ],
/// };
/// RnnSearchResults results = search.Run(options => ml.MulticlassClassification.Trainers.Rnn(options), train, validation);
/// RnnTransformer network = ml.MulticlassClassification.Trainers.Rnn(results.BestOptions).Fit(train, validation);
/// </code>
/// </example>
public sealed partial class RnnSearch
{
    /// <summary>The options that all candidates share. Default: default options.</summary>
    public RnnOptions Options { get; init => field = SettingCheck.NotNull(value); } = new();

    /// <summary>The search space: the options to vary. Default: none.</summary>
    public IReadOnlyList<RnnChoice> Space { get; init => field = SettingCheck.NotNull(value); } = [];

    /// <summary>
    /// Number of candidates to draw from <see cref="Space"/>, no two the same. At least 1; default 20; <see langword="null"/>: every
    /// combination of the values.
    /// </summary>
    public int? Draws { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; } = 20;

    /// <summary>Candidates to try instead of <see cref="Options"/> and <see cref="Space"/>. Default: none.</summary>
    public IReadOnlyList<RnnOptions> Candidates { get; init => field = SettingCheck.NotNull(value); } = [];

    /// <summary>
    /// Successive halving, where short runs decide which candidates are worth longer ones. Default <see langword="null"/>: all candidates
    /// are trained in full.
    /// </summary>
    public RnnHalving? Halving { get; init; }

    /// <summary>
    /// Number of networks to train for each candidate, each with a different seed; their mean metric is compared. At least 1; default 1.
    /// </summary>
    public int Seeds { get; init => field = SettingCheck.AtLeast(1, value); } = 1;

    /// <summary>
    /// Seed of the search, and of the first network of each candidate unless the options set a seed; the next of the <see cref="Seeds"/>
    /// count up from it. Default 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Name of the metric to compare by, one of validation rows as in <see cref="RnnEpoch.Metrics"/>, taken from the epoch whose weights
    /// are kept. Default <see langword="null"/>: the one that <see cref="RnnOptions.EarlyStopping"/> monitors on validation rows, or else
    /// <see cref="RnnMetric.ValidationLoss"/>.
    /// </summary>
    public string? Metric { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// A file that receives one line of JSON after each run. Runs that it already holds, with the same settings and data, are not repeated.
    /// Default <see langword="null"/>: none.
    /// </summary>
    public string? ResultsFile { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Time after which no further run starts; the current one is finished. Runs read from <see cref="ResultsFile"/> take no time. Default
    /// <see langword="null"/>: no limit.
    /// </summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// Measures additional metrics of each trained network, by name, which are stored in <see cref="RnnSearchRun.Metrics"/>. They do not
    /// affect the comparison. Default <see langword="null"/>.
    /// </summary>
    public Func<ITransformer, IEnumerable<KeyValuePair<string, double>>>? Measure { get; init; }

    /// <summary>
    /// Receives each run when it has ended or was read from the file. For reports within a run, use <see cref="RnnOptions.Progress"/>.
    /// Default <see langword="null"/>.
    /// </summary>
    public Action<RnnSearchRun>? Progress { get; init; }

    /// <summary>
    /// Stops the search and the current run with an <see cref="OperationCanceledException"/>; replaces the token of the options.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }
}
