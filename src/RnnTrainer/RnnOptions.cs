using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// Settings of <see cref="RnnEstimator"/>. An immutable value: copy it with <see langword="with"/> to change a setting.
/// Each value is checked where it is set.
/// </summary>
/// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the exception names the property.</exception>
/// <exception cref="ArgumentException">A column name is empty, or null where one is needed; the exception names the property.</exception>
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
    /// As <see cref="BlockSteps"/>: as many steps as leave the network at most 64 steps of each of three quarters of the training
    /// sequences, and at most 4,096 of the longest.
    /// </summary>
    public const int AutoBlockSteps = 0;

    internal const int DefaultEpochs = 10, DefaultMinSteps = 1000;

    internal const RnnPooling DefaultPooling = RnnPooling.Last | RnnPooling.Max;

    private const int LargestBlock = 1_000_000;

    private readonly ValueList<int>? layerSizes;
    private StepMinimum minimum = new(DefaultMinSteps, IsCopied: true);

    /// <summary>Default settings.</summary>
    public RnnOptions()
    {
    }

    /// <summary>
    /// The column of labels. Of classes a key as <c>MapValueToKey</c> makes it; of yes and no a Boolean; of numbers a Single, a Double, or
    /// a vector of known size of either. With <see cref="ReturnSequences"/> it is a vector with one for each step. Default "Label".
    /// </summary>
    [NotInIdentity]
    public string LabelColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Label";

    /// <summary>
    /// The column of sequences: <c>Vector&lt;Single, timeSteps, inputSize&gt;</c>, or <c>VarVector&lt;Single&gt;</c> of whole steps
    /// of <see cref="InputSize"/> inputs, as many as each row has. Or tokens: a <c>VarVector</c> or <c>Vector</c> of keys, as
    /// <c>MapValueToKey</c> makes them of words, or with <see cref="VocabularySize"/> of integers. Default "Features".
    /// </summary>
    [NotInIdentity]
    public string FeatureColumnName { get; init => field = SettingCheck.NotEmpty(value); } = "Features";

    /// <summary>
    /// A column that says how many steps, from the first on, of a feature vector of known size are the row's sequence: a scalar
    /// of any integer type or Single, 1 (in scoring 0) to the steps that the vector has room for. Default <see langword="null"/>: all are.
    /// </summary>
    [NotInIdentity]
    public string? LengthColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// A Single column that says how much each training row counts, finite and at least 0: 2 counts as two equal rows do.
    /// Default <see langword="null"/>: each counts 1.
    /// </summary>
    [NotInIdentity]
    public string? ExampleWeightColumnName { get; init => field = value is null ? null : SettingCheck.NotEmpty(value); }

    /// <summary>
    /// How much the training rows of each class count; multiplied with <see cref="ExampleWeightColumnName"/>'s weights. Default
    /// <see langword="null"/>: all count alike.
    /// </summary>
    public RnnClassWeights? ClassWeights { get; init; }

    /// <summary>
    /// How inputs are brought to scale before the network reads them, in training and in scoring. The model holds what was measured on
    /// the rows trained on, those held out or of weight 0 left out. <c>Fit</c> from a network keeps the normalization of that network.
    /// Default <see cref="RnnNormalization.Auto"/>: <see cref="RnnNormalization.MeanVariance"/>, unless all values lie in -1..1; the log
    /// says which.
    /// </summary>
    /// <remarks>
    /// Computed in double from the column's Single values, which hold 24 bits: of 1,000,000,000 they cannot tell 1,000,000,001. Subtract a
    /// start from such time stamps before they become Single. An input that never changes becomes 0.
    /// </remarks>
    public RnnNormalization Normalization { get; init => field = SettingCheck.Defined(value); } = RnnNormalization.Auto;

    /// <summary>
    /// What is made of NaN among the inputs, in training, validation and scoring: the rule is part of the model. NaN counts for nothing in
    /// what <see cref="Normalization"/> measures; infinity is an error in any case. Default <see cref="RnnMissingValues.Error"/>.
    /// </summary>
    [NotInIdentity]
    public RnnMissingValues MissingValues { get; init => field = SettingCheck.Defined(value); } = RnnMissingValues.Error;

    /// <summary>
    /// Random changes of the training sequences, once they are normalized. Default <see langword="null"/>: they stay as they are.
    /// </summary>
    public RnnAugmentation? Augmentation { get; init; }

    /// <summary>The recurrent cell. Default <see cref="RnnCell.Rnn"/>.</summary>
    [NotInIdentity]
    public RnnCell Cell { get; init => field = SettingCheck.Defined(value); } = RnnCell.Rnn;

    /// <summary>The activation of <see cref="RnnCell.Rnn"/>; the other cells have their own. Default tanh.</summary>
    [NotInIdentity]
    public RnnActivation Activation { get; init => field = SettingCheck.Defined(value); } = RnnActivation.Tanh;

    /// <summary>
    /// Units of each recurrent layer, in each direction (Keras: <c>units</c>; PyTorch: <c>hidden_size</c>). At least 1; default 50.
    /// </summary>
    [NotInIdentity]
    public int HiddenSize { get; init => field = SettingCheck.AtLeast(1, value); } = 50;

    /// <summary>Recurrent layers, one above the other (PyTorch: <c>num_layers</c>). 1 to 64; default 1.</summary>
    [NotInIdentity]
    public int Layers { get; init => field = SettingCheck.Between(1, NetworkSpec.MaxLayers, value); } = 1;

    /// <summary>
    /// Units of each recurrent layer from the bottom, in each direction, where layers differ: [64, 32] is Keras's <c>LSTM(64)</c>
    /// below <c>LSTM(32)</c>. 1 to 64 sizes of at least 1; the list is copied. It takes the place of <see cref="HiddenSize"/> and
    /// <see cref="Layers"/>. Default <see langword="null"/>: all layers have <see cref="HiddenSize"/> units.
    /// </summary>
    [NotInIdentity]
    public IReadOnlyList<int>? LayerSizes { get => layerSizes; init => layerSizes = value is null ? null : SettingCheck.LayerSizes(value); }

    /// <summary>
    /// Whether each layer reads the sequence in both directions, with units for each (Keras: <c>Bidirectional</c>; PyTorch:
    /// <c>bidirectional</c>). Default <see langword="false"/>.
    /// </summary>
    [NotInIdentity]
    public bool Bidirectional { get; init; }

    /// <summary>
    /// The summaries of the top layer's states that the output layer gets; several can be joined with |. Not used with
    /// <see cref="ReturnSequences"/>. Default <see cref="RnnPooling.Last"/> and <see cref="RnnPooling.Max"/>: from few sequences, the last
    /// state alone learns little.
    /// </summary>
    [NotInIdentity]
    public RnnPooling Pooling { get; init => field = SettingCheck.SomeOf(value, PoolingSummaries.Joined); } = DefaultPooling;

    /// <summary>
    /// Whether each step of a sequence has a label and gets outputs of its own (Keras: <c>return_sequences</c>). The label column
    /// then holds one entry for each step (key 0 and NaN: missing, which counts for nothing), and so do the columns that come out.
    /// <see cref="Pooling"/> is not used. Default <see langword="false"/>: a sequence has one label.
    /// </summary>
    [NotInIdentity]
    public bool ReturnSequences { get; init; }

    /// <summary>
    /// Consecutive steps of a sequence that the network reads as one step of its own, with the inputs of each side by side: long sequences
    /// are learnt better and in less time. 1 (each step by itself) to 1,000,000, none above 1 beside <see cref="ReturnSequences"/>, whose
    /// labels come one a step; or <see cref="AutoBlockSteps"/>, the default.
    /// </summary>
    /// <remarks>
    /// Sequences may have any length: for steps that the last block lacks stands each input's mean over the training rows, which is 0 where
    /// <see cref="Normalization"/> makes it so. <see cref="Augmentation"/> changes sequences before they are cut into blocks. With
    /// <see cref="AutoBlockSteps"/>, <c>Fit</c> from a network keeps the blocks of that network, and with <see cref="ReturnSequences"/>
    /// each step is read by itself.
    /// </remarks>
    [NotInIdentity]
    public int BlockSteps { get; init => field = SettingCheck.Between(AutoBlockSteps, LargestBlock, value); } = AutoBlockSteps;

    /// <summary>
    /// Share of the values between layers, and before the output layer, that training sets to zero at random (Srivastava et al.
    /// 2014). 0 to below 1; default 0.
    /// </summary>
    public float Dropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>
    /// Share of the units of each layer whose state h(t-1) its recurrent products do without in training, the same units at all steps of
    /// a sequence (variational dropout: Gal and Ghahramani 2016; Keras: <c>recurrent_dropout</c>). 0 to below 1; default 0.
    /// </summary>
    /// <remarks>
    /// The mask is drawn anew for each sequence, layer and direction. It is on h(t-1) where that is multiplied by recurrent weights, the
    /// same mask for all gates; σ(z)·h(t-1) of a GRU and c(t-1) of an LSTM stay whole, so that nothing fades from step to step. Scoring
    /// uses every unit.
    /// </remarks>
    public float RecurrentDropout { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>What a regression minimises. Default <see langword="null"/>: the task's own, <see cref="RnnLoss.Squared"/>.</summary>
    public RnnLoss? Loss { get; init; }

    /// <summary>
    /// ε of label smoothing (Szegedy et al. 2016; PyTorch: <c>label_smoothing</c>): training aims at 1-ε for the row's class and ε
    /// spread evenly over all. Not used by a regression. 0 to below 1; default 0.
    /// </summary>
    public float LabelSmoothing { get; init => field = SettingCheck.FromZeroBelowOne(value); }

    /// <summary>
    /// Steps in a sequence. At least 1; default <see langword="null"/>: taken from the feature column's dimensions. Not for a
    /// feature column of unknown size.
    /// </summary>
    [NotInIdentity]
    public int? TimeSteps { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>
    /// Inputs at each step. At least 1; default <see langword="null"/>: taken from the feature column's dimensions, the last of
    /// <c>[time steps, inputs]</c>. Needed where they do not say: a flat vector of one value a step has 1.
    /// </summary>
    [NotInIdentity]
    public int? InputSize { get; init => field = value is { } given ? SettingCheck.AtLeast(1, given) : null; }

    /// <summary>Sequences in one optimizer step; the last batch of an epoch may be smaller. At least 1; default 50.</summary>
    public int BatchSize { get; init => field = SettingCheck.AtLeast(1, value); } = 50;

    /// <summary>
    /// Learning rate of the <see cref="Optimizer"/>, which the <see cref="Schedule"/> may change as training goes on. Above 0
    /// and finite; default 0.001.
    /// </summary>
    public float LearningRate { get; init => field = SettingCheck.Positive(value); } = 0.001f;

    /// <summary>How a batch's gradient moves the weights. Default <see cref="RnnAdam"/> with its defaults.</summary>
    public RnnOptimizer Optimizer { get; init => field = SettingCheck.NotNull(value); } = new RnnAdam();

    /// <summary>How the learning rate changes. Default <see cref="RnnConstantSchedule"/>: not at all.</summary>
    public RnnSchedule Schedule { get; init => field = SettingCheck.NotNull(value); } = new RnnConstantSchedule();

    /// <summary>
    /// A moving average of the weights, which is validated, reported, compared for the best epoch and returned in place of the last
    /// weights; training goes on with these. Default <see langword="null"/>: no average.
    /// </summary>
    public RnnEma? WeightAveraging { get; init; }

    /// <summary>
    /// Largest Euclidean norm of a batch's gradient, over all parameters together; a longer gradient is scaled down to it
    /// before the optimizer sees it (Pascanu et al. 2013; <c>clip_grad_norm_</c> of PyTorch). Above 0 and finite; default
    /// <see langword="null"/>: gradients stay as they are.
    /// </summary>
    public float? ClipNorm { get; init => field = value is { } norm ? SettingCheck.Positive(norm) : null; }

    /// <summary>
    /// Passes over the training data, exactly so many unless <see cref="MinSteps"/> is set too. At least 1; default
    /// <see langword="null"/>: 10, or more to reach <see cref="MinSteps"/>, unless <see cref="Steps"/> is given. Give one of the two.
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

    /// <summary>Optimizer steps, whatever part of an epoch they end in. At least 1; default <see langword="null"/>.</summary>
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
    /// Fewest optimizer steps: where the epochs have fewer, whole epochs are added until there are as many, so that small data are
    /// learnt too. At least 1; default 1,000, and <see langword="null"/> (no minimum) where <see cref="Epochs"/> or
    /// <see cref="Steps"/> is given. Setting either of them clears what a preset has set here. Not beside <see cref="Steps"/>.
    /// </summary>
    public int? MinSteps
    {
        get => minimum.Steps;
        init => minimum = new(value is { } given ? SettingCheck.AtLeast(1, given) : null, IsCopied: false);
    }

    /// <summary>Whether each epoch visits the rows in a new random order. Default <see langword="true"/>.</summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>
    /// Seed of initial weights, shuffling and augmentation: the same data, options and seed give the same network. Default
    /// <see langword="null"/>: the seed of the <c>MLContext</c>, and without one there each fit differs.
    /// </summary>
    [NotInIdentity]
    public int? Seed { get; init; }

    /// <summary>How the initial weights are drawn. Default <see cref="RnnInitialization.GlorotOrthogonal"/>, as Keras.</summary>
    public RnnInitialization Initialization { get; init => field = SettingCheck.Defined(value); } = RnnInitialization.GlorotOrthogonal;

    /// <summary>The recurrent layers that these options ask for, from the bottom.</summary>
    internal ValueList<LayerSpec> RecurrentLayers =>
        new((layerSizes ?? Enumerable.Repeat(HiddenSize, Layers)).Select(size => new LayerSpec(Cell, Activation, size, Bidirectional)));

    /// <summary>The settings with the values of all properties, the same whatever the culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnOptions), PrintMembers);

    // A length of one's own is meant exactly. Without any, the default is back.
    private void LengthWasSet()
    {
        bool isGiven = Epochs is not null || Steps is not null;
        if (minimum.IsCopied)
            minimum = minimum with { Steps = isGiven ? null : minimum.Steps ?? DefaultMinSteps };
    }
}
