using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Finds good options: trains networks with options drawn from a space and compares them on validation rows. Works with the trainers of
/// all tasks.
/// </summary>
/// <remarks>
/// <para>
/// The same data, settings and seed try the same candidates and find the same best one, on any number of threads. With a
/// <see cref="ResultsFile"/>, a search that was interrupted goes on where it stopped, and ends as if it had not been.
/// </para>
/// <para>
/// A search never reads test data: measure the best network on them when the search is over. Each run reads the data: cache what takes
/// long to prepare.
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
    /// <summary>What all candidates have in common. Default: default options.</summary>
    public RnnOptions Options { get; init => field = SettingCheck.NotNull(value); } = new();

    /// <summary>What is chosen. Default: nothing.</summary>
    public IReadOnlyList<RnnChoice> Space { get; init => field = SettingCheck.NotNull(value); } = [];

    /// <summary>
    /// Candidates to draw from <see cref="Space"/>, no two the same. At least 1; default 20; <see langword="null"/>: every combination of
    /// its values.
    /// </summary>
    public int? Draws { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; } = 20;

    /// <summary>Candidates to try in place of <see cref="Options"/> and <see cref="Space"/>. Default: none.</summary>
    public IReadOnlyList<RnnOptions> Candidates { get; init => field = SettingCheck.NotNull(value); } = [];

    /// <summary>
    /// Short runs that decide which candidates are worth longer ones. Default <see langword="null"/>: all are trained to the end.
    /// </summary>
    public RnnHalving? Halving { get; init; }

    /// <summary>
    /// Networks to train of each candidate, each with another seed: their mean is compared. At least 1; default 1.
    /// </summary>
    public int Seeds { get; init => field = SettingCheck.AtLeast(1, value); } = 1;

    /// <summary>
    /// Seed of the draws, and of the networks unless the options have one: further <see cref="Seeds"/> count up from it. Default 0.
    /// </summary>
    public int Seed { get; init; }

    /// <summary>
    /// Name of the metric to compare by, one of validation rows as in <see cref="RnnEpoch.Metrics"/>; of the epoch whose weights are kept.
    /// Default <see langword="null"/>: what <see cref="RnnOptions.EarlyStopping"/> monitors on validation rows, else
    /// <see cref="RnnMetric.ValidationLoss"/>.
    /// </summary>
    public string? Metric { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// A file that receives a line of JSON for each run, before the next one starts. Runs that it has already, with the same settings on
    /// the same data, are not made again. Default <see langword="null"/>: none.
    /// </summary>
    public string? ResultsFile { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Time after which no further run starts; the one under way ends as always. Runs that <see cref="ResultsFile"/> has take none.
    /// Default <see langword="null"/>: no limit.
    /// </summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>
    /// Measures more of each trained network, by name, to be kept in <see cref="RnnSearchRun.Metrics"/>. Candidates are not compared by it.
    /// Default <see langword="null"/>.
    /// </summary>
    public Func<ITransformer, IEnumerable<KeyValuePair<string, double>>>? Measure { get; init; }

    /// <summary>
    /// Told of each run when it has ended, or was found in the file. Reports within a run go to <see cref="RnnOptions.Progress"/>. Default
    /// <see langword="null"/>.
    /// </summary>
    public Action<RnnSearchRun>? Progress { get; init; }

    /// <summary>
    /// Stops the search, and the run under way, with an <see cref="OperationCanceledException"/>; takes the place of that of the options.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }
}
