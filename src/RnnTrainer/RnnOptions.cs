using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnEstimator"/> and the other trainers. An immutable value: copy it with <see langword="with"/> to change a
/// setting. Each setting is validated when it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is empty, or null where one is required; the exception names the property.</exception>
/// <exception cref="ArgumentNullException">The optimizer or schedule is null; the exception names the property.</exception>
/// <example>
/// <code>
/// RnnOptions options = RnnOptions.Lstm with
/// {
///     HiddenSize = 64,
///     ValidationFraction = 0.2f,
///     EarlyStopping = new RnnEarlyStopping { Patience = 5 },
/// };
/// </code>
/// </example>
public sealed partial record RnnOptions
{
    /// <summary>
    /// A <see cref="BlockSteps"/> chosen by <c>Fit</c>: the network sees at most 64 blocks for three quarters of the training sequences,
    /// and at most 4,096 for the longest.
    /// </summary>
    public const int AutoBlockSteps = 0;

    internal const int DefaultEpochs = 10, DefaultMinSteps = 1000;

    internal const RnnPooling DefaultPooling = RnnPooling.Last | RnnPooling.Max;

    private const int LargestBlock = 1_000_000;

    private readonly ValueList<int>? layerSizes;
    private StepMinimum minimum = new(DefaultMinSteps, IsCopied: true);

    /// <summary>Creates the default settings.</summary>
    public RnnOptions()
    {
    }

    /// <summary>
    /// Name of the label column. For classes, a key as made by <c>MapValueToKey</c>; for binary classification, a Boolean; for regression,
    /// a Single, a Double, or a vector of known size of either. With <see cref="ReturnSequences"/>, a vector with one element per step.
    /// Default "Label".
    /// </summary>
    [NotInIdentity]
    public string LabelColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Label";

    /// <summary>
    /// Name of the column of sequences: <c>Vector&lt;Single, timeSteps, inputSize&gt;</c>, or <c>VarVector&lt;Single&gt;</c> of any number
    /// of whole steps of <see cref="InputSize"/> inputs. Or tokens: a <c>VarVector</c> or <c>Vector</c> of keys, as made by
    /// <c>MapValueToKey</c>, or of integers with <see cref="VocabularySize"/>. Default "Features".
    /// </summary>
    [NotInIdentity]
    public string FeatureColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Features";

    /// <summary>
    /// Name of a column with the number of valid steps, counted from the first, of a feature vector of known size: a scalar of any integer
    /// type or Single, from 1 (0 in scoring) to the number of steps in the vector. Default <see langword="null"/>: all steps are valid.
    /// </summary>
    [NotInIdentity]
    public string? LengthColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Name of a Single column of row weights in training, finite and at least 0: a weight of 2 counts like two equal rows. Default
    /// <see langword="null"/>: each row has weight 1.
    /// </summary>
    [NotInIdentity]
    public string? ExampleWeightColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// Weights of the classes in training, multiplied by those of <see cref="ExampleWeightColumnName"/>. Default <see langword="null"/>:
    /// all classes have weight 1.
    /// </summary>
    public RnnClassWeights? ClassWeights { get; init; }

    /// <summary>
    /// How inputs are normalized before the network reads them, in training and in scoring. Statistics are measured on the training rows,
    /// without held-out rows and rows of weight 0, and are saved in the model. <c>Fit</c> from a network keeps that network's
    /// normalization. Default <see cref="RnnNormalization.Auto"/>: <see cref="RnnNormalization.MeanVariance"/>, unless all values lie in
    /// -1..1; the log says which.
    /// </summary>
    /// <remarks>
    /// Computed in double from the column's Single values, which hold 24 bits: they cannot distinguish 1,000,000,000 from 1,000,000,001.
    /// Subtract an offset from large time stamps before converting them to Single. An input that never changes becomes 0.
    /// </remarks>
    public RnnNormalization Normalization { get; init => field = SettingCheck.Defined(value); } = RnnNormalization.Auto;

    /// <summary>
    /// How NaN inputs are handled in training, validation and scoring; the rule is saved in the model. <see cref="Normalization"/> ignores
    /// NaN in its statistics; infinity is always an error. Default <see cref="RnnMissingValues.Error"/>.
    /// </summary>
    [NotInIdentity]
    public RnnMissingValues MissingValues { get; init => field = SettingCheck.Defined(value); } = RnnMissingValues.Error;

    /// <summary>Random changes to the training sequences, applied after normalization. Default <see langword="null"/>: none.</summary>
    public RnnAugmentation? Augmentation { get; init; }

    /// <summary>The recurrent cell. Default <see cref="RnnCell.Rnn"/>.</summary>
    [NotInIdentity]
    public RnnCell Cell { get; init => field = SettingCheck.Defined(value); } = RnnCell.Rnn;

    /// <summary>The activation of <see cref="RnnCell.Rnn"/>; the other cells have their own. Default tanh.</summary>
    [NotInIdentity]
    public RnnActivation Activation { get; init => field = SettingCheck.Defined(value); } = RnnActivation.Tanh;

    /// <summary>
    /// Units of each recurrent layer, per direction (Keras: <c>units</c>; PyTorch: <c>hidden_size</c>). At least 1; default 50.
    /// </summary>
    [NotInIdentity]
    public int HiddenSize { get; init => field = SettingCheck.AtLeast(1, value); } = 50;

    /// <summary>Number of stacked recurrent layers (PyTorch: <c>num_layers</c>). 1 to 64; default 1.</summary>
    [NotInIdentity]
    public int Layers { get; init => field = SettingCheck.Between(1, NetworkSpec.MaxLayers, value); } = 1;

    /// <summary>
    /// Units of each recurrent layer from the bottom, per direction, if layers differ: [64, 32] is Keras's <c>LSTM(64)</c> followed by
    /// <c>LSTM(32)</c>. 1 to 64 sizes of at least 1; the list is copied. Overrides <see cref="HiddenSize"/> and <see cref="Layers"/>.
    /// Default <see langword="null"/>: all layers have <see cref="HiddenSize"/> units.
    /// </summary>
    [NotInIdentity]
    public IReadOnlyList<int>? LayerSizes { get => layerSizes; init => layerSizes = value is null ? null : SettingCheck.LayerSizes(value); }

    /// <summary>
    /// Whether each layer reads the sequence in both directions, with separate units for each (Keras: <c>Bidirectional</c>; PyTorch:
    /// <c>bidirectional</c>). Default <see langword="false"/>.
    /// </summary>
    [NotInIdentity]
    public bool Bidirectional { get; init; }

    /// <summary>
    /// How the top layer's states are pooled over time for the output layer; combine several with |. Not used with
    /// <see cref="ReturnSequences"/>. Default <see cref="RnnPooling.Last"/> and <see cref="RnnPooling.Max"/>, as the last state alone
    /// learns slowly from few sequences.
    /// </summary>
    [NotInIdentity]
    public RnnPooling Pooling { get; init => field = SettingCheck.SomeOf(value, PoolingSummaries.Joined); } = DefaultPooling;

    /// <summary>
    /// Whether each step of a sequence has its own label and outputs (Keras: <c>return_sequences</c>). The label column then has one
    /// element per step (key 0 and NaN are missing, and ignored), and so do the output columns. <see cref="Pooling"/> is not used. Default
    /// <see langword="false"/>: one label per sequence.
    /// </summary>
    [NotInIdentity]
    public bool ReturnSequences { get; init; }

    /// <summary>
    /// Number of consecutive steps that the network reads as one, with their inputs side by side: long sequences are learned better and
    /// faster. 1 (each step by itself) to 1,000,000; must be 1 with <see cref="ReturnSequences"/>, which has a label for each step. Default
    /// <see cref="AutoBlockSteps"/>.
    /// </summary>
    /// <remarks>
    /// Sequences may have any length: if the last block is incomplete, it is filled with each input's mean over the training rows, which is
    /// 0 after <see cref="Normalization"/> by mean. <see cref="Augmentation"/> is applied before sequences are cut into blocks. With
    /// <see cref="AutoBlockSteps"/>, <c>Fit</c> from a network keeps that network's blocks, and with <see cref="ReturnSequences"/> each
    /// step is read by itself.
    /// </remarks>
    [NotInIdentity]
    public int BlockSteps { get; init => field = SettingCheck.Between(AutoBlockSteps, LargestBlock, value); } = AutoBlockSteps;

    /// <summary>
    /// Share of the values between layers, and before the output layer, that training sets to zero at random (Srivastava et al. 2014). 0 to
    /// below 1; default 0.
    /// </summary>
    public float Dropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>
    /// Share of the units of each layer whose state h(t-1) is dropped from its recurrent products in training, the same units at all steps
    /// of a sequence (variational dropout: Gal and Ghahramani 2016; Keras: <c>recurrent_dropout</c>). 0 to below 1; default 0.
    /// </summary>
    /// <remarks>
    /// The mask is drawn anew for each sequence, layer and direction. It applies to h(t-1) where that is multiplied by recurrent weights,
    /// the same mask for all gates; σ(z)·h(t-1) of a GRU and c(t-1) of an LSTM are not masked, so that memory does not fade from step to
    /// step. Scoring uses every unit.
    /// </remarks>
    public float RecurrentDropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>The loss of a regression. Default <see langword="null"/>: <see cref="RnnLoss.Squared"/>.</summary>
    public RnnLoss? Loss { get; init; }

    /// <summary>
    /// ε of label smoothing (Szegedy et al. 2016; PyTorch: <c>label_smoothing</c>): the training target is 1-ε for the row's class, plus ε
    /// spread evenly over all classes. Not used by regression. 0 to below 1; default 0.
    /// </summary>
    public float LabelSmoothing { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>
    /// Number of steps in a sequence. At least 1; default <see langword="null"/>: taken from the dimensions of the feature column. Not for
    /// a feature column of variable size.
    /// </summary>
    [NotInIdentity]
    public int? TimeSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// Number of inputs at each step. At least 1; default <see langword="null"/>: taken from the dimensions of the feature column, the last
    /// of <c>[time steps, inputs]</c>. Required if the column has no such dimensions: 1 for a flat vector with one value per step.
    /// </summary>
    [NotInIdentity]
    public int? InputSize { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Sequences in each optimizer step; the last batch of an epoch may be smaller. At least 1; default 50.</summary>
    public int BatchSize { get; init => field = SettingCheck.AtLeast(1, value); } = 50;

    /// <summary>
    /// Learning rate of the <see cref="Optimizer"/>, which the <see cref="Schedule"/> may vary during training. Above 0 and finite; default
    /// 0.001.
    /// </summary>
    public float LearningRate { get; init => field = SettingCheck.Positive(value); } = 0.001f;

    /// <summary>
    /// The optimizer, which updates the weights from a batch's gradient. Default <see cref="RnnAdam"/> with its defaults.
    /// </summary>
    public RnnOptimizer Optimizer { get; init => field = SettingCheck.NotNull(value); } = new RnnAdam();

    /// <summary>The learning rate schedule. Default <see cref="RnnConstantSchedule"/>: the rate does not change.</summary>
    public RnnSchedule Schedule { get; init => field = SettingCheck.NotNull(value); } = new RnnConstantSchedule();

    /// <summary>
    /// A moving average of the weights, which is validated, reported, compared for the best epoch and returned instead of the last weights;
    /// training itself continues with the latter. Default <see langword="null"/>: no average.
    /// </summary>
    public RnnEma? WeightAveraging { get; init; }

    /// <summary>
    /// Largest Euclidean norm of a batch's gradient, over all parameters; a longer gradient is scaled down to it before the optimizer sees
    /// it (Pascanu et al. 2013; PyTorch: <c>clip_grad_norm_</c>). Above 0 and finite; default <see langword="null"/>: no clipping.
    /// </summary>
    public float? ClipNorm { get; init => field = value is { } norm ? SettingCheck.Positive(norm) : null; }

    /// <summary>
    /// Number of passes over the training data; exact unless <see cref="MinSteps"/> is set too. At least 1; default <see langword="null"/>:
    /// 10, or more to reach <see cref="MinSteps"/>, unless <see cref="Steps"/> is set. Set only one of the two.
    /// </summary>
    public int? Epochs
    {
        get;
        init
        {
            field = value is { } given ? SettingCheck.AtLeast(1, given) : null;
            LengthWasSet();
        }
    }

    /// <summary>Number of optimizer steps; training may end in mid-epoch. At least 1; default <see langword="null"/>.</summary>
    public int? Steps
    {
        get;
        init
        {
            field = value is { } given ? SettingCheck.AtLeast(1, given) : null;
            LengthWasSet();
        }
    }

    /// <summary>
    /// Minimum number of optimizer steps: whole epochs are added until it is reached, so that small data sets are trained for long enough.
    /// At least 1; default 1,000, or <see langword="null"/> (no minimum) if <see cref="Epochs"/> or <see cref="Steps"/> is set. Setting
    /// either of them clears the minimum of a preset. Cannot be combined with <see cref="Steps"/>.
    /// </summary>
    public int? MinSteps
    {
        get => minimum.Steps;
        init => minimum = new(value is { } given ? SettingCheck.AtLeast(1, given) : null, IsCopied: false);
    }

    /// <summary>Whether to shuffle the rows for each epoch. Default <see langword="true"/>.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Seed of initial weights, shuffling and augmentation: the same data, options and seed give the same network. Default
    /// <see langword="null"/>: the seed of the <c>MLContext</c>; if that has none either, every fit differs.
    /// </summary>
    [NotInIdentity]
    public int? Seed { get; init; }

    /// <summary>How the initial weights are drawn. Default <see cref="RnnInitialization.GlorotOrthogonal"/>, as in Keras.</summary>
    public RnnInitialization Initialization { get; init => field = SettingCheck.Defined(value); } = RnnInitialization.GlorotOrthogonal;

    /// <summary>The recurrent layers that these options specify, from the bottom.</summary>
    internal ValueList<LayerSpec> RecurrentLayers =>
        new((layerSizes ?? Enumerable.Repeat(HiddenSize, Layers)).Select(size => new LayerSpec(Cell, Activation, size, Bidirectional)));

    /// <summary>Returns the settings and their values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnOptions), PrintMembers);

    // A length that is set is exact. Without one, the default applies again.
    private void LengthWasSet()
    {
        bool isGiven = Epochs is not null || Steps is not null;
        if (minimum.IsCopied)
            minimum = minimum with { Steps = isGiven ? null : minimum.Steps ?? DefaultMinSteps };
    }
}
