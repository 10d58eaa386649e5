using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// What weights from elsewhere do not say of their network. An immutable value: copy it with <see langword="with"/> to change a
/// setting. What is null is taken from the file where <see cref="RnnTransformer.SaveAsSafetensors(string)"/> wrote it, and has
/// the default named here in other files.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">
/// A name is empty, or labels are not distinct values of one type; the exception names the property.
/// </exception>
/// <example>
/// <code>
/// RnnTransformer network = RnnTransformer.FromSafetensors(ml, "python.safetensors",
///     new RnnImportOptions { Labels = ["up", "down", "still"], Pooling = RnnPooling.Mean });
/// </code>
/// </example>
public sealed record RnnImportOptions
{
    private readonly LabelList? labels;
    private readonly TensorList ignored = new([]);
    private readonly ValueList<float>? quantileLevels;

    /// <summary>
    /// The activation of <see cref="RnnCell.Rnn"/> (PyTorch: <c>nonlinearity</c>). Default <see langword="null"/>: tanh. It must
    /// be what the file says, if it does.
    /// </summary>
    public RnnActivation? Activation { get; init => field = value is { } given ? SettingCheck.Defined(given) : null; }

    /// <summary>
    /// The summaries of the top layer's states that the output layer gets, side by side in the order of <see cref="RnnPooling"/>.
    /// Keras: <c>return_sequences=False</c> is <see cref="RnnPooling.Last"/>, <c>GlobalAveragePooling1D</c>
    /// <see cref="RnnPooling.Mean"/>, <c>GlobalMaxPooling1D</c> <see cref="RnnPooling.Max"/>; no layer is
    /// <see cref="RnnPooling.Attention"/>. <see cref="RnnPooling.None"/>: the output layer gets each state (Keras:
    /// <c>return_sequences=True</c> before a Dense layer). Default <see langword="null"/>: <see cref="RnnPooling.Last"/>. It must be what
    /// the file says, if it does.
    /// </summary>
    public RnnPooling? Pooling
    {
        get;
        init => field = value is { } given && given != RnnPooling.None ? SettingCheck.SomeOf(given, PoolingSummaries.Joined) : value;
    }

    /// <summary>
    /// What is made of the output layer's outputs, which its weights do not say. Default <see langword="null"/>:
    /// <see cref="RnnHead.Softmax"/> of two outputs or more; a layer of one output needs it. It must be what the file says, if it
    /// does.
    /// </summary>
    public RnnHead? Head { get; init => field = value is { } given ? SettingCheck.Defined(given) : null; }

    /// <summary>
    /// The levels of a <see cref="RnnHead.Quantiles"/>, one for each output of a number in its order: each above 0, below 1
    /// and above the one before it; the list is copied. More outputs are quantiles of several numbers, one number after the other.
    /// Without a <see cref="Head"/> they say which one it is. Default <see langword="null"/>: there are none. They must be what the file
    /// says, if it does.
    /// </summary>
    public IReadOnlyList<float>? QuantileLevels
    {
        get => quantileLevels;
        init => quantileLevels = value is null ? null : SettingCheck.Levels(value);
    }

    /// <summary>
    /// Whether the tokens of a network with an embedding are keys, whose 0 stands for what was never seen, so that a table of n rows goes
    /// with a key type of n - 1; otherwise they are whole numbers from 0. Default <see langword="null"/>: whole numbers. It must be what
    /// the file says, if it does.
    /// </summary>
    public bool? TokensAreKeys { get; init; }

    /// <summary>
    /// Steps of every sequence; with <see cref="LengthColumnName"/> those that the feature vector has room for. At least 1; default
    /// <see langword="null"/>: any number. Where the file says that all sequences have the same length, it must be that.
    /// </summary>
    public int? TimeSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>The column of sequences to score. Default <see langword="null"/>: "Features".</summary>
    public string? FeatureColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// A column that says how many steps, from the first on, of a feature vector of known size are the row's sequence. Needs
    /// <see cref="TimeSteps"/>. Default <see langword="null"/>: all are.
    /// </summary>
    public string? LengthColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// The column of labels, for training on with <c>RnnEstimator.Fit(data, initial)</c>; not needed for scoring. Default
    /// <see langword="null"/>: "Label".
    /// </summary>
    public string? LabelColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// The classes' values, in the order of the outputs of a <see cref="RnnHead.Softmax"/>, which alone has any: texts, or numbers or
    /// dates of one type, all different: texts differ by any character, case too, and numbers by value, so that NaN twice is the same
    /// label twice. They are what <c>MapKeyToValue</c> makes of the predicted label. For training on, they must stand in the order of
    /// the training data's keys, which is that of <c>MapValueToKey</c>: the first value met first, unless told otherwise. Default
    /// <see langword="null"/>: the numbers from 0, as <see cref="int"/>.
    /// </summary>
    public IReadOnlyList<object>? Labels
    {
        get => labels;
        init => labels = value is null ? null : new LabelList(value, nameof(Labels));
    }

    /// <summary>
    /// Names of the module's parts, where weights have names. Default <see langword="null"/>: the part with recurrent weights, with
    /// <see cref="RnnPooling.Attention"/> one whose weights are a row that fits it, and the one other part whose weights fit it; of
    /// several those named <c>rnn</c>, <c>attention</c> and <c>head</c>.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// <see cref="RnnTensorNames.Head"/> is null: without an output layer there is no network.
    /// </exception>
    public RnnTensorNames? Names
    {
        get;
        init => field = value is not { Head: null } ? value
            : throw new ArgumentException($"{nameof(Names)}.{nameof(RnnTensorNames.Head)} is null, but a network needs an output layer; "
                + "give its name.", nameof(Names));
    }

    /// <summary>
    /// Tensors of the file to leave out: names of tensors (<c>"criterion.weight"</c>), or of parts of the module with all their tensors
    /// (<c>"criterion"</c>). For what the network works without, such as the weights of a loss. Default: none.
    /// </summary>
    /// <exception cref="ArgumentException">A name is empty.</exception>
    public IReadOnlyList<string> IgnoredTensors
    {
        get => ignored;
        init => ignored = new TensorList(SettingCheck.NotNull(value).Select(name => SettingCheck.NotEmpty(name, nameof(IgnoredTensors))));
    }

    /// <summary>The levels as a value, or null.</summary>
    internal ValueList<float>? LevelList => quantileLevels;

    internal bool Ignores(string tensor) => ignored.Covers(tensor);

    /// <summary>The settings with their values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportOptions), PrintMembers);

    internal Array? LabelArray => labels?.ToArray();
}
