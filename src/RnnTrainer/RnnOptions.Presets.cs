namespace RnnTrainer;

// Recommended settings, to be adapted with "with". Combined with RnnAugmentation.ForImages, SimpleRnn to Images are the recipes of
// benchmarks/results/ladder.md, which lists their accuracy on MNIST; Sensor is that of ucr.md.
public sealed partial record RnnOptions
{
    /// <summary>
    /// Reproduces the well-known Keras tutorial: 4,001 steps of 50 sequences in file order, 50 hidden units, Adam at 0.001.
    /// </summary>
    public static RnnOptions Tutorial { get; } = new() { Pooling = RnnPooling.Last, Steps = 4001, Shuffle = false };

    /// <summary>A SimpleRNN: 256 tanh units, last and max pooling, one-cycle schedule, clipped gradients.</summary>
    public static RnnOptions SimpleRnn { get; } = Recipe with
    {
        HiddenSize = 256,
        Dropout = 0.1f,
        LearningRate = 0.001f,
        Epochs = 20,
        MinSteps = DefaultMinSteps,
    };

    /// <summary>An LSTM: 128 units, last and max pooling, one-cycle schedule, clipped gradients.</summary>
    public static RnnOptions Lstm { get; } = Recipe with
    {
        Cell = RnnCell.Lstm,
        HiddenSize = 128,
        Dropout = 0.2f,
        LearningRate = 0.004f,
        Epochs = 15,
        MinSteps = DefaultMinSteps,
    };

    /// <summary>A GRU; otherwise the same recipe as <see cref="Lstm"/>.</summary>
    public static RnnOptions Gru { get; } = Lstm with { Cell = RnnCell.Gru };

    /// <summary>
    /// A bidirectional LSTM with two layers of 128 units in each direction, and dropout: for the best accuracy, at the price of minutes of
    /// training.
    /// </summary>
    public static RnnOptions Accurate { get; } = Recipe with
    {
        Cell = RnnCell.Lstm,
        HiddenSize = 128,
        Layers = 2,
        Bidirectional = true,
        Dropout = 0.3f,
        LearningRate = 0.003f,
        Epochs = 18,
        MinSteps = DefaultMinSteps,
    };

    /// <summary>
    /// For images of one known size, whose rows are the time steps: the network of <see cref="Accurate"/>, which reads two rows at once,
    /// with attention pooling, averaged weights and more epochs. Use it with <see cref="RnnAugmentation.ForImages"/>; for handwritten
    /// digits, <c>ForImages(2, 10, 0.1f, 1)</c>.
    /// </summary>
    public static RnnOptions Images { get; } = Accurate with
    {
        BlockSteps = 2,
        Pooling = RnnPooling.Last | RnnPooling.Max | RnnPooling.Attention,
        WeightAveraging = new RnnEma(),
        Epochs = 45,
        MinSteps = DefaultMinSteps,
    };

    /// <summary>
    /// For tens to thousands of recorded sequences, such as sensor readings, of 10 to 10,000 steps: a bidirectional GRU over blocks of
    /// steps, mean and max pooling, standardized inputs with noise in training, one-cycle schedule, clipped gradients.
    /// </summary>
    public static RnnOptions Sensor { get; } = new()
    {
        Cell = RnnCell.Gru,
        HiddenSize = 128,
        Bidirectional = true,
        Pooling = RnnPooling.Mean | RnnPooling.Max,
        Normalization = RnnNormalization.MeanVariance,
        Augmentation = new RnnAugmentation { Noise = 0.2f },
        Dropout = 0.2f,
        LabelSmoothing = 0.1f,
        BatchSize = 16,
        LearningRate = 0.006f,
        Schedule = new RnnOneCycleSchedule { RisingShare = 0.2 },
        ClipNorm = 1,
        Epochs = 20,
        MinSteps = DefaultMinSteps,
    };

    /// <summary>
    /// For <see cref="RnnForecastEstimator"/> and any number of series: an LSTM of 128 units, AdamW without weight decay, averaged weights,
    /// cosine schedule with warm-up, clipped gradients.
    /// </summary>
    public static RnnOptions Forecast { get; } = new()
    {
        Cell = RnnCell.Lstm,
        HiddenSize = 128,
        Pooling = RnnPooling.Last,
        Dropout = 0.2f,
        BatchSize = 64,
        LearningRate = 0.005f,
        Optimizer = new RnnAdamW { WeightDecay = 0 },
        Schedule = new RnnCosineSchedule { WarmUpSteps = 100 },
        WeightAveraging = new RnnEma { Decay = 0.999f },
        ClipNorm = 1,
        Epochs = 50,
    };

    /// <summary>Whether the network and how it is trained are those of the defaults, which serve many sequences better than few.</summary>
    internal bool IsDefaultRecipe
    {
        get
        {
            RnnOptions defaults = new();
            return RecurrentLayers.Equals(defaults.RecurrentLayers) && Pooling == defaults.Pooling && BatchSize == defaults.BatchSize
                && LearningRate == defaults.LearningRate && Optimizer == defaults.Optimizer && Schedule == defaults.Schedule
                && Dropout == defaults.Dropout && MinSteps == defaults.MinSteps;
        }
    }

    private static RnnOptions Recipe => new()
    {
        BatchSize = 64,
        Schedule = new RnnOneCycleSchedule { RisingShare = 0.2 },
        ClipNorm = 1,
    };
}
