namespace RnnTrainer.Samples;

/// <summary>All options of the trainer that the command line offers, in the order of its help: see docs/options.md.</summary>
internal static class TrainingSettings
{
    private const string Count = "a whole number, 1 or more", Above = "a number above 0";
    private const string Share = "a number from 0 to below 1, such as 0.1 or 10%";

    /// <summary>The number of passes, which takes the place of the number of steps.</summary>
    public static TrainingSetting Epochs { get; } =
        TrainingSetting.Of(nameof(RnnOptions.Epochs), "Passes over the training rows.", Count).InsteadOf(nameof(RnnOptions.Steps));

    /// <summary>The number of optimizer steps, which takes the place of the number of passes.</summary>
    public static TrainingSetting Steps { get; } =
        TrainingSetting.Of(nameof(RnnOptions.Steps), "Optimizer steps, instead of epochs.", Count).InsteadOf(nameof(RnnOptions.Epochs));

    /// <summary>The share of the training rows that is held out.</summary>
    public static TrainingSetting Validation { get; } = TrainingSetting.OfShare(nameof(RnnOptions.ValidationFraction),
        "Share of the training rows held out for validation after each epoch.",
        "a number above 0 and below 1, such as 0.1 or 10%, or none") with
    {
        Name = "validation",
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        Epochs,
        Steps,
        TrainingSetting.Of(nameof(RnnOptions.MinSteps),
            "Minimum number of steps; epochs are added to reach it.", $"{Count}, or none"),
        TrainingSetting.Of(nameof(RnnOptions.Cell),
            "The recurrent cell.", "rnn, lstm or gru"),
        TrainingSetting.Of(nameof(RnnOptions.Activation),
            "Activation of the rnn cell.", "tanh or relu"),
        TrainingSetting.Of(nameof(RnnOptions.HiddenSize),
            "Units of each recurrent layer.", Count),
        TrainingSetting.Of(nameof(RnnOptions.Layers),
            "Number of stacked recurrent layers.", "a whole number from 1 to 64"),
        TrainingSetting.Of(nameof(RnnOptions.LayerSizes),
            "Units of each layer, from the first, if they differ, such as 64:32; none: as --hidden-size and --layers say.",
            "none, or a whole number of 1 or more for each layer, joined with :") with
        {
            Values = [SettingText.None],
            Show = ShowSizes,
            Change = (options, text) => options with { LayerSizes = ParseSizes(text) },
        },
        TrainingSetting.Of(nameof(RnnOptions.Bidirectional),
            "Whether each layer runs in both directions.", "true or false"),
        TrainingSetting.Of(nameof(RnnOptions.Pooling),
            "How the states are summarized for the output layer: last, mean, max, attention, or several, such as last+max.",
            "last, mean, max or attention, or several joined with +"),
        TrainingSetting.Of(nameof(RnnOptions.BlockSteps),
            "Time steps that the network reads at once; 0: enough to leave at most 64 steps.",
            "a whole number from 0 to 1000000"),
        TrainingSetting.OfShare(nameof(RnnOptions.Dropout),
            "Dropout between layers: the share of values set to 0 in training.", Share),
        TrainingSetting.OfShare(nameof(RnnOptions.RecurrentDropout),
            "Dropout between steps: the share of each layer's states set to 0 in training.", Share),
        TrainingSetting.OfShare(nameof(RnnOptions.LabelSmoothing),
            "Label smoothing: the share of the target spread over all classes.", Share),
        TrainingSetting.Of(nameof(RnnOptions.BatchSize),
            "Rows in one optimizer step.", Count),
        TrainingSetting.Of(nameof(RnnOptions.LearningRate),
            "Learning rate; with a schedule, the highest one.", Above),
        TrainingSetting.Of(nameof(RnnOptions.Optimizer),
            "Optimizer: adam, adamw, sgd or rmsprop, with settings such as sgd:momentum=0.9.",
            "adam, adamw, sgd or rmsprop, with settings (weight-decay, momentum, ...) as in sgd:momentum=0.9:nesterov=true"),
        TrainingSetting.Of(nameof(RnnOptions.Schedule),
            "How the learning rate changes: constant, step, exponential, cosine, one-cycle or plateau, with settings such as "
                + "step:every-epochs=5.",
            "constant, step, exponential, cosine, one-cycle or plateau, with settings as in step:every-epochs=5:factor=0.5"),
        TrainingSetting.Of(nameof(RnnOptions.WeightAveraging),
            "Whether to return a moving average of the weights: ema, or a decay such as decay=0.99.",
            "none, ema, or decay= with a number from 0 to below 1, as in decay=0.99"),
        TrainingSetting.Of(nameof(RnnOptions.ClipNorm),
            "Maximum norm of a batch's gradient.", $"{Above}, or none"),
        TrainingSetting.Of(nameof(RnnOptions.Normalization),
            "How inputs are normalized: over all rows (mean-variance, min-max), or in each sequence.",
            "auto, none, mean-variance, min-max, sequence-mean-variance or sequence-min-max"),
        TrainingSetting.Of(nameof(RnnOptions.Augmentation),
            "Random changes to the training rows, such as time-shift=2:input-shift=2:rotation=10.",
            "none, or some of time-shift=, input-shift=, rotation=, zoom=, elastic= and noise= joined with :, as in zoom=0.1:elastic=1"),
        TrainingSetting.Of(nameof(RnnOptions.ClassWeights), "Weight of each class: none, balanced, or a number for each, such as 1:1:2.",
            "none, balanced, or a number of at least 0 for each class, joined with :") with
        {
            Values = [SettingText.None, "balanced"],
            Show = options => options.ClassWeights is { } weights ? ShowWeights(weights) : SettingText.Show(null),
            Change = (options, text) => options with { ClassWeights = ParseWeights(text) },
        },
        Validation,
        TrainingSetting.Of(nameof(RnnOptions.EarlyStopping),
            "When to stop early: on, or settings such as patience=3:monitor=validation-accuracy.",
            "none, on, or some of patience=, monitor=, min-delta= and restore-best-weights= joined with :, as in patience=3"),
        TrainingSetting.Of(nameof(RnnOptions.Shuffle),
            "Whether each epoch takes the rows in a new random order.", "true or false"),
        TrainingSetting.Of(nameof(RnnOptions.Initialization),
            "How the initial weights are drawn.", "glorot-orthogonal, uniform or identity"),
        TrainingSetting.Of(nameof(RnnOptions.Seed),
            "Random seed: the same seed gives the same network.",
            $"a whole number from {int.MinValue} to {int.MaxValue}"),
        TrainingSetting.Of(nameof(RnnOptions.Engine),
            "Engine that computes the gradients.", "auto, kernels or torch"),
        TrainingSetting.Of(nameof(RnnOptions.Threads),
            "Training threads. The network is the same on any number.", "a whole number from 1 to 1024, or none"),
        TrainingSetting.Of(nameof(RnnOptions.Spill),
            "Whether to keep the sequences in a file instead of memory: on, or settings such as pool-megabytes=256.",
            "none, on, or some of pool-megabytes= and folder= joined with :, as in pool-megabytes=256"),
    ];

    /// <summary>All settings of some options by their name, as they would be typed.</summary>
    public static IReadOnlyDictionary<string, string> TextOf(RnnOptions options) =>
        All.ToDictionary(setting => setting.Name, setting => setting.Show(options));

    /// <summary>Checks that there is a weight for each class.</summary>
    /// <exception cref="UsageException">There are more or fewer.</exception>
    public static void CheckClassWeights(RnnOptions options, string data, int classes)
    {
        if (options.ClassWeights is not { } weights || weights == RnnClassWeights.Balanced)
            return;
        int given = ShowWeights(weights).Split(':').Length;
        if (given != classes)
        {
            throw new UsageException(
                $"--class-weights has {given} weights, but '{data}' has {classes} classes. Give one weight per class, joined with ':', "
                + "or balanced.");
        }
    }

    private static RnnClassWeights? ParseWeights(string text) => text.ToLowerInvariant() switch
    {
        "none" => null,
        "balanced" => RnnClassWeights.Balanced,
        _ => RnnClassWeights.Of([.. text.Split(':').Select(SettingText.Parse<float>)]),
    };

    private static int[]? ParseSizes(string text) =>
        text == SettingText.Show(null) ? null : [.. text.Split(':').Select(SettingText.Parse<int>)];

    private static string ShowSizes(RnnOptions options) =>
        options.LayerSizes is { } sizes ? string.Join(':', sizes) : SettingText.Show(null);

    // The library shows Of(1, 2).
    private static string ShowWeights(RnnClassWeights weights) =>
        weights == RnnClassWeights.Balanced ? "balanced" : $"{weights}"[3..^1].Replace(", ", ":", StringComparison.Ordinal);
}
