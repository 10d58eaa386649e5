using System.Runtime.CompilerServices;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting.
/// Each value is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">
/// A column name is empty, or null where one is needed; the exception names the property.
/// </exception>
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
    /// The column of sequences: <c>Vector&lt;Single, timeSteps, inputSize&gt;</c>, or <c>VarVector&lt;Single&gt;</c> of whole steps
    /// of <see cref="InputSize"/> inputs, as many as each row has. Default "Features".
    /// </summary>
    public string FeatureColumnName { get; init => field = NotEmpty(value); } = "Features";

    /// <summary>
    /// A column that says how many steps, from the first on, of a feature vector of known size are the row's sequence: a scalar
    /// of any integer type or Single, 1 to the steps that the vector has room for. Default <see langword="null"/>: all are.
    /// </summary>
    public string? LengthColumnName { get; init => field = NullOrNotEmpty(value); }

    /// <summary>
    /// A Single column that says how much each training row counts, finite and at least 0: 2 counts as two equal rows do.
    /// Default <see langword="null"/>: each counts 1.
    /// </summary>
    public string? ExampleWeightColumnName { get; init => field = NullOrNotEmpty(value); }

    /// <summary>
    /// How much the training rows of each class count; multiplied with <see cref="ExampleWeightColumnName"/>'s weights. Default
    /// <see langword="null"/>: all count alike.
    /// </summary>
    public RnnClassWeights? ClassWeights { get; init; }

    /// <summary>Random changes of the training sequences. Default <see langword="null"/>: they stay as they are.</summary>
    public RnnAugmentation? Augmentation { get; init; }

    /// <summary>Units of the recurrent layer (Keras: <c>units</c>; PyTorch: <c>hidden_size</c>). At least 1; default 50.</summary>
    public int HiddenSize { get; init => field = AtLeast(1, value); } = 50;

    /// <summary>
    /// Steps in a sequence. At least 1; default <see langword="null"/>: taken from the feature column's dimensions. Not for a
    /// feature column of unknown size.
    /// </summary>
    public int? TimeSteps { get; init => field = AtLeast(1, value); }

    /// <summary>
    /// Inputs at each step. At least 1; default <see langword="null"/>: taken from the feature column's dimensions. Needed for a
    /// feature column of unknown size.
    /// </summary>
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
    /// Seed of initial weights, shuffling and augmentation: the same data, options and seed give the same network. Default
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
    }

    private static string NotEmpty(string value, [CallerMemberName] string property = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, property);
        return value;
    }

    private static string? NullOrNotEmpty(string? value, [CallerMemberName] string property = "") =>
        value is null ? null : NotEmpty(value, property);

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
