using System.Runtime.CompilerServices;
using RnnTrainer.Training;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting.
/// Each value is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is null or empty; the exception names the property.</exception>
/// <exception cref="ArgumentNullException">The optimizer or schedule is null; the exception names the property.</exception>
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

    /// <summary>
    /// Learning rate of the <see cref="Optimizer"/>, which the <see cref="Schedule"/> may change as training goes on. Above 0
    /// and finite; default 0.001.
    /// </summary>
    public float LearningRate { get; init => field = Setting.Positive(value); } = 0.001f;

    /// <summary>How a batch's gradient moves the weights. Default <see cref="RnnAdam"/> with its defaults.</summary>
    public RnnOptimizer Optimizer { get; init => field = NotNull(value); } = new RnnAdam();

    /// <summary>How the learning rate changes. Default <see cref="RnnConstantSchedule"/>: not at all.</summary>
    public RnnSchedule Schedule { get; init => field = NotNull(value); } = new RnnConstantSchedule();

    /// <summary>
    /// Largest Euclidean norm of a batch's gradient, over all parameters together; a longer gradient is scaled down to it
    /// before the optimizer sees it (Pascanu et al. 2013; <c>clip_grad_norm_</c> of PyTorch). Above 0 and finite; default
    /// <see langword="null"/>: gradients stay as they are.
    /// </summary>
    public float? ClipNorm { get; init => field = value is { } norm ? Setting.Positive(norm) : null; }

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
    /// Told after every epoch, and as <see cref="ProgressSteps"/> says. Called on the training thread, which waits for it.
    /// </summary>
    public IProgress<RnnProgress>? Progress { get; init; }

    /// <summary>
    /// Also report progress after the first step and then every so many steps. At least 1; default <see langword="null"/>:
    /// at the end of epochs only.
    /// </summary>
    public int? ProgressSteps { get; init => field = AtLeast(1, value); }

    /// <summary>Stops <c>Fit</c> within one batch, with an <see cref="OperationCanceledException"/>.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks what no single property can see.</summary>
    internal void Validate()
    {
        if (Epochs is not null && Steps is not null)
        {
            throw new ArgumentException(
                $"Both {nameof(Epochs)} ({Epochs}) and {nameof(Steps)} ({Steps}) are set; give one and leave the other null.", nameof(Steps));
        }
        Optimizer.Validate();
    }

    private static string NotEmpty(string value, [CallerMemberName] string property = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, property);
        return value;
    }

    private static T NotNull<T>(T value, [CallerMemberName] string property = "")
    {
        ArgumentNullException.ThrowIfNull(value, property);
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

    private static T Defined<T>(T value, [CallerMemberName] string property = "") where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(property, value, $"{property} must be one of {string.Join(", ", Enum.GetNames<T>())}.");
}
