namespace RnnTrainer.Samples;

/// <summary>All options of the trainer that the command line offers, in the order of its help: see docs/options.md.</summary>
internal static class TrainingSettings
{
    private const string Count = "a whole number, 1 or more", Above = "a number above 0";
    private const string Share = "a number from 0 to below 1, such as 0.1 or 10%";

    /// <summary>The number of passes, which takes the place of the number of steps.</summary>
    public static TrainingSetting Epochs { get; } = TrainingSetting.Of("epochs", "Passes over the training digits.", Count,
        options => options.Epochs, (options, value) => options with { Epochs = value, Steps = value is null ? options.Steps : null });

    /// <summary>The number of optimizer steps, which takes the place of the number of passes.</summary>
    public static TrainingSetting Steps { get; } = TrainingSetting.Of("steps", "Optimizer steps, instead of epochs.", Count,
        options => options.Steps, (options, value) => options with { Steps = value, Epochs = value is null ? options.Epochs : null });

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TrainingSetting> All { get; } =
    [
        Epochs,
        Steps,
        TrainingSetting.Of("min-steps", "Fewest steps: epochs are added until there are as many.", $"{Count}, or none",
            options => options.MinSteps, (options, value) => options with { MinSteps = value }),
        TrainingSetting.Of("cell", "The recurrent cell.", "rnn, lstm or gru",
            options => options.Cell, (options, value) => options with { Cell = value }),
        TrainingSetting.Of("activation", "The activation of the cell rnn.", "tanh or relu",
            options => options.Activation, (options, value) => options with { Activation = value }),
        TrainingSetting.Of("hidden-size", "Units of each recurrent layer.", Count,
            options => options.HiddenSize, (options, value) => options with { HiddenSize = value }),
        TrainingSetting.Of("layers", "Recurrent layers, one above the other.", "a whole number from 1 to 64",
            options => options.Layers, (options, value) => options with { Layers = value }),
        new("layer-sizes", "Units of each layer from the bottom where they differ, as 64:32; none: hidden-size and layers say them.",
            "none, or a whole number, 1 or more, for each layer joined with :", ["none"], ShowSizes,
            (options, text) => options with { LayerSizes = ParseSizes(text) }),
        TrainingSetting.Of("bidirectional", "Whether each layer reads in both directions.", "true or false",
            options => options.Bidirectional, (options, value) => options with { Bidirectional = value }),
        TrainingSetting.Of("pooling", "What the output layer sees of the states: last, mean, max, or several as last+max.",
            "last, mean or max, or several joined with +",
            options => options.Pooling, (options, value) => options with { Pooling = value }),
        TrainingSetting.OfShare("dropout", "Share of the values between layers that training sets to 0.", Share,
            options => options.Dropout, (options, value) => options with { Dropout = value }),
        TrainingSetting.OfShare("label-smoothing", "Share of the target that is spread over all classes.", Share,
            options => options.LabelSmoothing, (options, value) => options with { LabelSmoothing = value }),
        TrainingSetting.Of("batch-size", "Digits in one step.", Count,
            options => options.BatchSize, (options, value) => options with { BatchSize = value }),
        TrainingSetting.Of("learning-rate", "Learning rate of the optimizer, the largest where it changes.", Above,
            options => options.LearningRate, (options, value) => options with { LearningRate = value }),
        TrainingSetting.Of("optimizer", "adam, adamw, sgd or rmsprop, with settings as sgd:momentum=0.9.",
            "adam, adamw, sgd or rmsprop, with settings (weight-decay, momentum, ...) as in sgd:momentum=0.9:nesterov=true",
            options => options.Optimizer, (options, value) => options with { Optimizer = value }),
        TrainingSetting.Of("schedule",
            "How the learning rate changes: constant, step, exponential, cosine, one-cycle or plateau, with settings as step:every-epochs=5.",
            "constant, step, exponential, cosine, one-cycle or plateau, with settings as in step:every-epochs=5:factor=0.5",
            options => options.Schedule, (options, value) => options with { Schedule = value }),
        TrainingSetting.Of("clip-norm", "Largest norm of a batch's gradient.", $"{Above}, or none",
            options => options.ClipNorm, (options, value) => options with { ClipNorm = value }),
        TrainingSetting.Of("augmentation", "Random changes of the training digits, as time-shift=2:input-shift=2:noise=0.1.",
            "none, or some of time-shift=, input-shift= and noise= joined with :, as in time-shift=2:input-shift=2",
            options => options.Augmentation, (options, value) => options with { Augmentation = value }),
        new("class-weights", "How much each class counts: none, balanced, or a number for each as 1:1:2.",
            "none, balanced, or a number of at least 0 for each class joined with :",
            ["none", "balanced"], options => options.ClassWeights is { } weights ? ShowWeights(weights) : SettingText.Show(null),
            (options, text) => options with { ClassWeights = ParseWeights(text) }),
        TrainingSetting.OfShare("validation", "Share of the training digits held out to validate on after each epoch.",
            "a number above 0 and below 1, such as 0.1 or 10%, or none",
            options => options.ValidationFraction, (options, value) => options with { ValidationFraction = value }),
        TrainingSetting.Of("early-stopping", "When to end before the epochs are over: on, or settings as patience=3:monitor=validation-accuracy.",
            "none, on, or some of patience=, monitor=, min-delta= and restore-best-weights= joined with :, as in patience=3",
            options => options.EarlyStopping, (options, value) => options with { EarlyStopping = value }),
        TrainingSetting.Of("shuffle", "Whether each epoch visits the digits in another order.", "true or false",
            options => options.Shuffle, (options, value) => options with { Shuffle = value }),
        TrainingSetting.Of("initialization", "How the first weights are drawn.", "glorot-orthogonal, uniform or identity",
            options => options.Initialization, (options, value) => options with { Initialization = value }),
        TrainingSetting.Of("seed", "Seed of weights, order and dropout: the same seed gives the same network.",
            $"a whole number from {int.MinValue} to {int.MaxValue}",
            options => options.Seed, (options, value) => options with { Seed = value }),
        TrainingSetting.Of("engine", "What computes the gradients.", "auto, kernels or torch",
            options => options.Engine, (options, value) => options with { Engine = value }),
        TrainingSetting.Of("threads", "Threads that train. The network is the same on any number.", "a whole number from 1 to 1024, or none",
            options => options.Threads, (options, value) => options with { Threads = value }),
    ];

    /// <summary>All settings of some options by their name, as they would be typed.</summary>
    public static IReadOnlyDictionary<string, string> TextOf(RnnOptions options) => All.ToDictionary(setting => setting.Name, setting => setting.Show(options));

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
                $"--class-weights has {given} weights, but '{data}' has {classes} classes; give a weight for each, joined with ':', or balanced.");
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
