namespace RnnTrainer.Samples;

/// <summary>One of the library's presets, for pictures as the command line has them.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Purpose">What it is for, in a few words.</param>
/// <param name="Options">Its settings.</param>
internal sealed record Preset(string Name, string Purpose, RnnOptions Options)
{
    /// <summary>The run that is made where nothing else is asked for, and the only one with a target.</summary>
    public static Preset Tutorial { get; } = new("tutorial", "the Keras tutorial's run", RnnOptions.Tutorial);

    /// <summary>All presets, from quick to slow.</summary>
    public static IReadOnlyList<Preset> All { get; } =
    [
        Tutorial,
        new("simple-rnn", "a SimpleRNN on shifted digits", RnnOptions.SimpleRnn with { Augmentation = RnnAugmentation.ForImages(1) }),
        new("lstm", "an LSTM on shifted digits", RnnOptions.Lstm with { Augmentation = RnnAugmentation.ForImages(2) }),
        new("gru", "a GRU on shifted digits", RnnOptions.Gru with { Augmentation = RnnAugmentation.ForImages(2) }),
        new("accurate", "for accuracy, and slow", RnnOptions.Accurate with { Augmentation = RnnAugmentation.ForImages(2) }),
    ];

    /// <summary>What it trains, and for how long.</summary>
    public string Summary => $"{ChosenNetwork.Describe(Options)}, {Length(Options)}";

    /// <summary>What is about to be trained, in a line.</summary>
    /// <param name="chosen">The preset's options, some of them changed.</param>
    /// <param name="data">The data's name.</param>
    /// <param name="rows">Images to train on.</param>
    public string Announce(RnnOptions chosen, string data, long rows)
    {
        bool isSimple = this == Tutorial
            && ChosenNetwork.Describe(chosen) == ChosenNetwork.Describe(Options with { HiddenSize = chosen.HiddenSize });
        string what = isSimple ? $"a SimpleRNN of {Counted.Of(chosen.HiddenSize, "unit")}" : $"preset {Name}: {ChosenNetwork.Describe(chosen)}";
        string length = Length(chosen, $" of {Counted.Of(rows, "digit")}{HeldOut(chosen)}") + AtLeast(chosen, rows);
        return $"Training {what} on {data}: {length}, seed {chosen.Seed}.";
    }

    // Only where the epochs alone have fewer steps.
    private static string AtLeast(RnnOptions options, long rows) =>
        options is { MinSteps: { } minimum, Epochs: { } epochs } && Math.Ceiling((double)rows / options.BatchSize) * epochs < minimum
            ? $" or more, to reach {minimum} steps" : "";

    private static string HeldOut(RnnOptions options) =>
        options.ValidationFraction is { } share ? $", {share} of them held out to validate on," : "";

    /// <summary>The name, which the help shows as the default.</summary>
    public override string ToString() => Name;

    private static string Length(RnnOptions options, string digits = "") => options.Steps is { } steps
        ? $"{Counted.Of(steps, "step")} of {Counted.Of(options.BatchSize, "digit")}"
        : $"{Counted.Of(options.Epochs ?? 1, "epoch")}{digits} in batches of {options.BatchSize}";
}
