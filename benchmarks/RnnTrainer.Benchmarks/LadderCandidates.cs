namespace RnnTrainer.Benchmarks;

/// <summary>
/// What the best rung of the ladder is chosen from: the preset, the preset with one thing added, all of these together, and the preset
/// trained for twice as long, by itself and with what keeps it from learning digits by heart.
/// </summary>
internal static class LadderCandidates
{
    private const double Target = 0.9958;

    private static readonly RnnAugmentation Warped = RnnAugmentation.ForImages(shift: 2, rotation: 10, zoom: 0.1f, elastic: 1);
    private static readonly RnnOptions Preset = RnnOptions.Accurate with { Augmentation = RnnAugmentation.ForImages(shift: 2) };

    private static readonly RnnOptions Whole = Preset with
    {
        Augmentation = Warped,
        Pooling = RnnPooling.Last | RnnPooling.Max | RnnPooling.Attention,
        WeightAveraging = new RnnEma(),
    };

    private static readonly RnnOptions Long = Preset with { Epochs = 36 };
    private static readonly RnnOptions LongAveraged = Long with { WeightAveraging = new RnnEma() };

    /// <summary>The candidates, the preset first.</summary>
    public static IReadOnlyList<LadderRecipe> All { get; } =
    [
        Candidate("preset", "RnnOptions.Accurate, shifted digits", Preset),
        Candidate("averaged", "averaged weights", Preset with { WeightAveraging = new RnnEma() }),
        Candidate("attention", "attention beside last and largest states", Preset with { Pooling = Whole.Pooling }),
        Candidate("warped", "rotation, zoom and elastic distortion", Preset with { Augmentation = Warped }),
        Candidate("whole", "all of these", Whole),
        Candidate("whole-strong", "all of these, distorted more", Whole with
        {
            Augmentation = RnnAugmentation.ForImages(shift: 2, rotation: 15, zoom: 0.15f, elastic: 1.4f),
        }),
        Candidate("whole-gru", "all of these, GRU", Whole with { Cell = RnnCell.Gru }),
        Candidate("whole-gru-light", "all of these, GRU, less dropout", Whole with { Cell = RnnCell.Gru, Dropout = 0.1f }),
        Candidate("whole-gru-long", "all of these, GRU, less dropout, twice the epochs", Whole with
        {
            Cell = RnnCell.Gru,
            Dropout = 0.1f,
            Epochs = 36,
        }),
        Candidate("whole-gru-mild", "all of these, distorted less, GRU, less dropout, twice the epochs", Whole with
        {
            Augmentation = RnnAugmentation.ForImages(shift: 2, rotation: 5, zoom: 0.05f, elastic: 0.5f),
            Cell = RnnCell.Gru,
            Dropout = 0.1f,
            Epochs = 36,
        }),
        Candidate("pairs", "pairs of rows, all of these, twice the epochs", Whole with { BlockSteps = 2, Epochs = 36 }),
        Candidate("whole-dropout", "all of these, more dropout", Whole with { Dropout = 0.4f }),
        Candidate("long", "twice the epochs", Long),
        Candidate("long-averaged", "twice the epochs, averaged weights", LongAveraged),
        Candidate("long-smooth", "twice the epochs, averaged weights, smoothed labels", LongAveraged with { LabelSmoothing = 0.05f }),
        Candidate("long-decay", "twice the epochs, averaged weights, weight decay", LongAveraged with
        {
            Optimizer = new RnnAdamW { WeightDecay = 0.05 },
        }),
        Candidate("long-mild", "twice the epochs, averaged weights, distorted less", LongAveraged with
        {
            Augmentation = RnnAugmentation.ForImages(shift: 2, rotation: 5, zoom: 0.05f, elastic: 0.5f),
        }),
    ];

    /// <summary>
    /// The rung. Read in pairs, rows take half the time, and the network is better for it: of the candidates that were run, pairs had the
    /// smallest log-loss. It is trained for as long as fifteen minutes allow, since digits that are distorted anew each time are not
    /// learnt by heart.
    /// </summary>
    public static LadderRecipe Chosen { get; } = new(
        "pairs", "LSTM, two layers, both directions, pairs of rows, distorted digits: RnnOptions.Images", Target,
        RnnOptions.Images with { Augmentation = Warped });

    private static LadderRecipe Candidate(string name, string title, RnnOptions options) => new(name, title, Target, options);
}
