namespace RnnTrainer.Samples;

/// <summary>One of the library's presets, as the command line has them.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="Options">Its settings.</param>
/// <param name="Augmentation">What changes images in training; null where nothing does.</param>
internal sealed record Preset(string Name, string Purpose, RnnOptions Options, RnnAugmentation? Augmentation = null)
{
    /// <summary>The run that is made where nothing else is asked for, and the only one with a target.</summary>
    public static Preset Tutorial { get; } = new("tutorial", "the network of the Keras tutorial", RnnOptions.Tutorial);

    /// <summary>What tables of numbers are learnt with where nothing else is asked for.</summary>
    public static Preset Sensor { get; } = new("sensor", "for your own tables", RnnOptions.Sensor);

    /// <summary>What texts are learnt with where nothing else is asked for.</summary>
    public static Preset Words { get; } = new("words", "for texts", new RnnOptions
    {
        Cell = RnnCell.Gru,
        HiddenSize = 64,
        Bidirectional = true,
        Pooling = RnnPooling.Mean | RnnPooling.Max,
        Dropout = 0.3f,
        TokenDropout = 0.1f,
        BatchSize = 32,
        LearningRate = 0.004f,
        Schedule = new RnnOneCycleSchedule(),
        ClipNorm = 1,
        Epochs = 8,
        MinSteps = 400,
    });

    /// <summary>All presets, from quick to slow.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        Tutorial,
        new("simple-rnn", "a SimpleRNN", RnnOptions.SimpleRnn, RnnAugmentation.ForImages(1)),
        new("lstm", "an LSTM", RnnOptions.Lstm, RnnAugmentation.ForImages(2)),
        new("gru", "a GRU", RnnOptions.Gru, RnnAugmentation.ForImages(2)),
        Sensor,
        Words,
        new("accurate", "accurate, and slow", RnnOptions.Accurate, RnnAugmentation.ForImages(2)),
        new("images", "best on images, and slowest", RnnOptions.Images, RnnAugmentation.ForImages(2, 10, 0.1f, 1)),
    ];

    /// <summary>Its settings for images, which are changed in training.</summary>
    public RnnOptions ForImages => Augmentation is null ? Options : Options with { Augmentation = Augmentation };

    /// <summary>What it trains, and for how long.</summary>
    public string Summary => $"{ChosenNetwork.Describe(Options)}, {Length(Options, "digit")}";

    /// <summary>What is about to be trained, in a line.</summary>
    /// <param name="chosen">The preset's options, some of them changed.</param>
    /// <param name="data">The data's name.</param>
    /// <param name="rows">Rows to train on.</param>
    /// <param name="rowName">What a row is called.</param>
    public string Announce(RnnOptions chosen, string data, long rows, string rowName)
    {
        bool isSimple = this == Tutorial
            && ChosenNetwork.Describe(chosen) == ChosenNetwork.Describe(Options with { HiddenSize = chosen.HiddenSize });
        string what = isSimple ? $"a SimpleRNN of {Counted.Of(chosen.HiddenSize, "unit")}"
            : $"preset {Name}: {ChosenNetwork.Describe(chosen)}";
        string length = Length(chosen, rowName, $" of {Counted.Of(rows, rowName)}{HeldOut(chosen)}") + AtLeast(chosen, rows);
        return $"Training {what} on {data}: {length}, seed {chosen.Seed}.";
    }

    // Only where the epochs alone have fewer steps.
    private static string AtLeast(RnnOptions options, long rows) =>
        options is { MinSteps: { } minimum, Epochs: { } epochs } && Math.Ceiling((double)rows / options.BatchSize) * epochs < minimum
            ? $", extended to at least {minimum} steps" : "";

    private static string HeldOut(RnnOptions options) =>
        options.ValidationFraction is { } share ? $", {share} of them held out for validation," : "";

    /// <summary>The name, which the help shows as the default.</summary>
    public override string ToString() => Name;

    private static string Length(RnnOptions options, string rowName, string rows = "") => options.Steps is { } steps
        ? $"{Counted.Of(steps, "step")} of {Counted.Of(options.BatchSize, rowName)}"
        : $"{Counted.Of(options.Epochs ?? 1, "epoch")}{rows} in batches of {options.BatchSize}";
}
