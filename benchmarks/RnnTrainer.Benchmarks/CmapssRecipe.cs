using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Benchmarks;

/// <summary>A way to learn the remaining life of engines.</summary>
/// <param name="Title">As tables show it.</param>
/// <param name="Options">Its settings, but for the seed.</param>
internal sealed record CmapssRecipe(string Title, RnnOptions Options)
{
    private static readonly RnnOptions Gru = new()
    {
        Cell = RnnCell.Gru,
        HiddenSize = 64,
        InputSize = EngineRun.Channels,
        ReturnSequences = true, // every cycle teaches
        Normalization = RnnNormalization.MeanVariance,
        Loss = RnnLoss.Huber(0.1f * EngineRun.Cap),
        Dropout = 0.5f,
        Augmentation = new RnnAugmentation { Noise = 0.3f },
        BatchSize = 10,
        Epochs = 120,
        LearningRate = 0.004f,
        Schedule = new RnnOneCycleSchedule(),
        ClipNorm = 1,
        WeightAveraging = new RnnEma { Decay = 0.98f },
    };

    /// <summary>The recipes between which held-out engines decide.</summary>
    public static IReadOnlyList<CmapssRecipe> Candidates { get; } =
    [
        new("GRU 64, Huber loss", Gru),
        new("GRU 64, squared loss", Gru with { Loss = RnnLoss.Squared }),
        new("LSTM 64, Huber loss", Gru with { Cell = RnnCell.Lstm }),
    ];

    /// <summary>The recipe of the band: the median and the bounds of the middle 80 %.</summary>
    public static CmapssRecipe Band { get; } = new("GRU 64, quantiles", Gru with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) });

    /// <summary>The same with so many epochs.</summary>
    public CmapssRecipe With(int epochs) => this with { Options = Options with { Epochs = epochs } };

    /// <summary>Trains a network.</summary>
    public RnnTransformer Train(MLContext ml, IEnumerable<EngineRun> engines, int seed) =>
        ml.Regression.Trainers.Rnn(Options with { Seed = seed }).Fit(ml.Data.LoadFromEnumerable(engines));

    /// <summary>The network's scores for each engine, [cycles, outputs].</summary>
    public static IEnumerable<float[]> Score(MLContext ml, RnnTransformer network, IEnumerable<EngineRun> engines) =>
        network.Transform(ml.Data.LoadFromEnumerable(engines)).GetColumn<float[]>("Score");
}
