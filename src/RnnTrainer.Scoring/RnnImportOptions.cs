using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings for imported weights that the file does not contain. An immutable value: copy it with <see langword="with"/> to change a
/// setting. A null setting is read from files that <see cref="RnnTransformer.SaveAsSafetensors(string)"/> wrote, and has the default named
/// here for other files. A setting must not contradict the file.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
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

    /// <summary>The activation of <see cref="RnnCell.Rnn"/> (PyTorch: <c>nonlinearity</c>). Default <see langword="null"/>: tanh.</summary>
    public RnnActivation? Activation { get; init => field = value is { } given ? SettingCheck.Defined(given) : null; }

    /// <summary>
    /// How the top layer's states are pooled for the output layer, concatenated in the order of <see cref="RnnPooling"/>. Keras:
    /// <c>return_sequences=False</c> is <see cref="RnnPooling.Last"/>, <c>GlobalAveragePooling1D</c> is <see cref="RnnPooling.Mean"/>, and
    /// <c>GlobalMaxPooling1D</c> is <see cref="RnnPooling.Max"/>; there is no <see cref="RnnPooling.Attention"/>. With
    /// <see cref="RnnPooling.None"/>, the output layer reads each state (Keras: <c>return_sequences=True</c> before a Dense layer). Default
    /// <see langword="null"/>: <see cref="RnnPooling.Last"/>.
    /// </summary>
    public RnnPooling? Pooling
    {
        get;
        init => field = value is { } given && given != RnnPooling.None ? SettingCheck.SomeOf(given, PoolingSummaries.Joined) : value;
    }

    /// <summary>
    /// How predictions are computed from the outputs. Default <see langword="null"/>: <see cref="RnnHead.Softmax"/> with two or more
    /// outputs; required with one output.
    /// </summary>
    public RnnHead? Head { get; init => field = value is { } given ? SettingCheck.Defined(given) : null; }

    /// <summary>
    /// The levels of <see cref="RnnHead.Quantiles"/>, in output order: above 0, below 1 and ascending; the list is copied. If there are
    /// more outputs than levels, they are quantiles of several numbers, one number after the other. If <see cref="Head"/> is null, levels
    /// imply <see cref="RnnHead.Quantiles"/>. Default <see langword="null"/>: none.
    /// </summary>
    public IReadOnlyList<float>? QuantileLevels
    {
        get => quantileLevels;
        init => quantileLevels = value is null ? null : SettingCheck.Levels(value);
    }

    /// <summary>
    /// Whether the tokens of a network with an embedding are keys, where key 0 stands for unknown tokens, so that an embedding of n rows
    /// matches a key type of n - 1; otherwise they are whole numbers from 0. Default <see langword="null"/>: whole numbers.
    /// </summary>
    public bool? TokensAreKeys { get; init; }

    /// <summary>
    /// Number of steps in every sequence; with <see cref="LengthColumnName"/>, the number of steps in the feature vector. At least 1;
    /// default <see langword="null"/>: any number.
    /// </summary>
    public int? TimeSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Name of the column of sequences to score. Default <see langword="null"/>: "Features".</summary>
    public string? FeatureColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Name of a column with the number of valid steps, counted from the first, of a feature vector of known size. Needs
    /// <see cref="TimeSteps"/>. Default <see langword="null"/>: all steps are valid.
    /// </summary>
    public string? LengthColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Name of the label column, for further training with <c>RnnEstimator.Fit(data, initial)</c>; not needed for scoring. Default
    /// <see langword="null"/>: "Label".
    /// </summary>
    public string? LabelColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// The class values, in output order, for <see cref="RnnHead.Softmax"/>: texts, or numbers or dates of one type, all different. Texts
    /// are compared exactly, numbers by value, so that NaN twice is a duplicate. <c>MapKeyToValue</c> turns the predicted label into them.
    /// For further training, their order must be that of the training data's keys, which in <c>MapValueToKey</c> is by default the order of
    /// occurrence. Default <see langword="null"/>: the numbers from 0, as <see cref="int"/>.
    /// </summary>
    public IReadOnlyList<object>? Labels
    {
        get => labels;
        init => labels = value is null ? null : new LabelList(value, nameof(Labels));
    }

    /// <summary>
    /// Names of the module's parts in the file. Default <see langword="null"/>: they are found by shape: the part with recurrent weights,
    /// with <see cref="RnnPooling.Attention"/> a single matching row of weights, and the one other part whose weights match. If several
    /// match, those named <c>rnn</c>, <c>attention</c> and <c>head</c>.
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
    /// Tensors in the file to ignore: names of tensors (<c>"criterion.weight"</c>), or of modules with all their tensors
    /// (<c>"criterion"</c>), such as the weights of a loss. Default: none.
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

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnImportOptions), PrintMembers);

    internal Array? LabelArray => labels?.ToArray();
}
