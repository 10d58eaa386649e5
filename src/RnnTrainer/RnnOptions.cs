using System.Runtime.CompilerServices;
using RnnTrainer.Training;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting.
/// Each value is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is null or empty; the exception names the property.</exception>
public sealed record RnnOptions
{
    internal const int DefaultEpochs = 10;

    /// <summary>
    /// The run of the well-known Keras tutorial: 4,001 steps of 50 sequences in file order, 50 hidden units, Adam at 0.001.
    /// </summary>
    public static RnnOptions Tutorial { get; } = new() { Steps = 4001, Shuffle = false };

    /// <summary>The column of class labels, a key as <c>MapValueToKey</c> makes it. Default "Label".</summary>
    public string LabelColumnName { get; init => field = NotEmpty(value); } = "Label";

    /// <summary>
    /// The column of sequences, <c>Vector&lt;Single, timeSteps, inputSize&gt;</c>. Default "Features".
    /// </summary>
    public string FeatureColumnName { get; init => field = NotEmpty(value); } = "Features";

    /// <summary>Units of the recurrent layer (Keras: <c>units</c>; PyTorch: <c>hidden_size</c>). At least 1; default 50.</summary>
    public int HiddenSize { get; init => field = AtLeast(1, value); } = 50;

    /// <summary>Steps in a sequence. At least 1; default <see langword="null"/>: taken from the feature column's dimensions.</summary>
    public int? TimeSteps { get; init => field = AtLeast(1, value); }

    /// <summary>Inputs at each step. At least 1; default <see langword="null"/>: taken from the feature column's dimensions.</summary>
    public int? InputSize { get; init => field = AtLeast(1, value); }

    /// <summary>Sequences in one optimizer step; the last batch of an epoch may be smaller. At least 1; default 50.</summary>
    public int BatchSize { get; init => field = AtLeast(1, value); } = 50;

    /// <summary>Learning rate of Adam (β₁ 0.9, β₂ 0.999, ε 1e-8; Kingma and Ba 2015). Above 0 and finite; default 0.001.</summary>
    public float LearningRate { get; init => field = Positive(value); } = 0.001f;

    /// <summary>
    /// Passes over the training data. At least 1; default 10 unless <see cref="Steps"/> is given. Give one of the two.
    /// </summary>
    public int? Epochs { get; init => field = AtLeast(1, value); }

    /// <summary>Optimizer steps, whatever part of an epoch they end in. At least 1; default <see langword="null"/>.</summary>
    public int? Steps { get; init => field = AtLeast(1, value); }

    /// <summary>Whether each epoch visits the rows in a new random order. Default <see langword="true"/>.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Seed of initial weights and shuffling: the same data, options and seed give the same network. Default
    /// <see langword="null"/>: the seed of the <c>MLContext</c>, and without one there each fit differs.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>How the initial weights are drawn. Default <see cref="RnnInitialization.GlorotOrthogonal"/>, as Keras.</summary>
    public RnnInitialization Initialization { get; init => field = Defined(value); } = RnnInitialization.GlorotOrthogonal;

    /// <summary>What computes losses and gradients. Default <see cref="RnnEngine.Auto"/>.</summary>
    public RnnEngine Engine { get; init => field = Defined(value); } = RnnEngine.Auto;

    /// <summary>
    /// Threads that train. 1 to 1,024; default <see langword="null"/>: for the kernels one for each processor, on any number of
    /// which the result has the same bits; for libtorch one, whose number changes the result's last digits.
    /// </summary>
    public int? Threads { get; init => field = AtMost(1024, AtLeast(1, value)); }

    /// <summary>
    /// Told after every epoch, and as <see cref="ProgressSteps"/> says; a run that is stopped in mid-epoch closes it with a last
    /// report. Called on the training thread, which waits for it.
    /// </summary>
    public IProgress<RnnProgress>? Progress { get; init; }

    /// <summary>
    /// Also report progress after the first step and then every so many steps. At least 1; default <see langword="null"/>:
    /// at the end of epochs only.
    /// </summary>
    public int? ProgressSteps { get; init => field = AtLeast(1, value); }

    /// <summary>
    /// Stops <c>Fit</c> within one batch, or after the validation or checkpoint under way, with an
    /// <see cref="OperationCanceledException"/> unless <see cref="KeepModelOnCancellation"/> is set.
    /// </summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>
    /// Whether <c>Fit</c> returns the network so far (the best where <see cref="RnnEarlyStopping.RestoreBestWeights"/> asks for
    /// it) when <see cref="CancellationToken"/> stops training. While data are read, and before the first step, there is none,
    /// and <c>Fit</c> throws all the same. Default <see langword="false"/>.
    /// </summary>
    public bool KeepModelOnCancellation { get; init; }

    /// <summary>
    /// Share of the rows to hold out of training and to validate on after each epoch: of each class as much, drawn by a random
    /// stream of its own, at least one row of each class left to train on. Above 0 and below 1; default
    /// <see langword="null"/>: none. Or give <c>Fit</c> validation data, not both.
    /// </summary>
    public float? ValidationFraction { get; init => field = value is { } fraction ? Setting.BetweenZeroAndOne(fraction) : null; }

    /// <summary>When to end training before its <see cref="Epochs"/> are over. Default <see langword="null"/>: never.</summary>
    public RnnEarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// Where and how often to save what is needed to go on after a crash. A folder that holds checkpoints already is refused
    /// unless <see cref="ResumeFrom"/> names it too. Default <see langword="null"/>: not at all.
    /// </summary>
    public RnnCheckpoints? Checkpoints { get; init; }

    /// <summary>
    /// A checkpoint's file, or a folder of checkpoints whose newest undamaged one counts: training goes on from there and ends
    /// with the very weights and history, bit for bit, that it would have had without the interruption (another
    /// <see cref="Engine"/> or processor changes last digits). Data and options must be the same; <see cref="Threads"/>, reports
    /// and checkpoints may differ, and without a <see cref="Seed"/> the checkpoint's is used. A folder that is missing or holds
    /// none starts from the beginning, so that one command line serves the first run and every next. Later checkpoints in
    /// <see cref="RnnCheckpoints.Folder"/> are replaced as training goes on. Default <see langword="null"/>: from the beginning.
    /// </summary>
    public string? ResumeFrom { get; init => field = value is null ? null : NotEmpty(value); }

    /// <summary>Checks what no single property can see.</summary>
    internal void Validate()
    {
        if (Epochs is not null && Steps is not null)
        {
            throw new ArgumentException(
                $"Both {nameof(Epochs)} ({Epochs}) and {nameof(Steps)} ({Steps}) are set; give one and leave the other null.", nameof(Steps));
        }
        if (Checkpoints is { EveryEpochs: null, EveryMinutes: null })
        {
            throw new ArgumentException(
                $"{nameof(Checkpoints)} has neither {nameof(RnnCheckpoints.EveryEpochs)} nor {nameof(RnnCheckpoints.EveryMinutes)}; give one of them, or set {nameof(Checkpoints)} to null.",
                nameof(Checkpoints));
        }
    }

    private static string NotEmpty(string value, [CallerMemberName] string property = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, property);
        return value;
    }

    private static int AtLeast(int minimum, int value, [CallerMemberName] string property = "")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, minimum, property);
        return value;
    }

    private static int? AtLeast(int minimum, int? value, [CallerMemberName] string property = "") =>
        value is { } given ? AtLeast(minimum, given, property) : null;

    private static int? AtMost(int maximum, int? value, [CallerMemberName] string property = "")
    {
        if (value is { } given)
            ArgumentOutOfRangeException.ThrowIfGreaterThan(given, maximum, property);
        return value;
    }

    private static float Positive(float value, [CallerMemberName] string property = "") =>
        float.IsFinite(value) && value > 0
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be a finite number above 0.");

    private static T Defined<T>(T value, [CallerMemberName] string property = "") where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
}
