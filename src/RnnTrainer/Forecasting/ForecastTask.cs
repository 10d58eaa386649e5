using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Tasks;

namespace RnnTrainer.Forecasting;

/// <summary>Quantiles of the values that come after a window of a series.</summary>
/// <param name="options">The settings.</param>
internal sealed class ForecastTask(RnnForecastOptions options) : LearningTask
{
    // Batches of an epoch: as many as there are windows for, within these bounds.
    private const int FewestBatches = 1, MostBatches = 100;

    public override string Name => "forecasting";

    public override IReadOnlyList<(string Name, bool Value)> Settings { get; } =
        [(nameof(RnnForecastOptions.CalibrateQuantiles), options.CalibrateQuantiles)];

    // The forecast that it begins with needs none.
    public override int EnoughSteps => 10;

    public override IReadOnlyList<Metric> Metrics { get; } = [new(RnnMetric.Loss, IsHigherBetter: false)];

    public override IReadOnlyList<string> UnusableOptions { get; } =
    [
        nameof(RnnOptions.LabelColumnName), nameof(RnnOptions.FeatureColumnName), nameof(RnnOptions.LengthColumnName),
        nameof(RnnOptions.ExampleWeightColumnName), nameof(RnnOptions.ClassWeights), nameof(RnnOptions.Normalization),
        nameof(RnnOptions.Augmentation), nameof(RnnOptions.ReturnSequences), nameof(RnnOptions.Loss), nameof(RnnOptions.LabelSmoothing),
        nameof(RnnOptions.TimeSteps), nameof(RnnOptions.InputSize), nameof(RnnOptions.Shuffle), nameof(RnnOptions.EmbeddingSize),
        nameof(RnnOptions.VocabularySize), nameof(RnnOptions.TokenDropout), nameof(RnnOptions.Spill),
    ];

    public override RowSplit HoldOut(LabelledSequences data, float fraction, RandomStream random) =>
        ((ForecastWindows)data.Sequences).HoldOutLast(fraction);

    public override BatchPlan CreatePlan(LabelledSequences data, IReadOnlyList<int> rows, RnnOptions options, RandomStream random)
    {
        int batches = (int)Math.Clamp((rows.Count + (options.BatchSize - 1L)) / options.BatchSize, FewestBatches, MostBatches);
        return new DrawnPlan((RowRanges)rows, options.BatchSize, batches, random);
    }

    /// <summary>
    /// A network begins as the seasonal naive forecast: in the scale of the window, of each step ahead the value of whole seasons
    /// before, or without a season the last value. Its quantiles begin with those of the errors that this forecast makes.
    /// </summary>
    public override void Begin(NetworkSpec network, LabelledSequences data, IReadOnlyList<int> rows, Span<float> parameters)
    {
        ForecastWindows windows = (ForecastWindows)data.Sequences;
        NaiveErrors naive = new(windows, rows);
        ParameterLayout layout = new(network);
        int inputs = network.Highway!.Inputs, levels = windows.Spec.Levels.Count;
        Span<float> weights = parameters[layout[ParameterRole.HighwayWeights, 0, 0].Place], biases = parameters[layout.HeadBias.Place];
        for (int number = 0; number < windows.Spec.Numbers; number++)
        {
            weights[number * inputs + naive.PlaceOf(number)] = 1;
            for (int level = 0; level < levels; level++)
                biases[number * levels + level] = naive.Quantile(number, windows.Spec.Levels[level]);
        }
    }

    public override RowLoss CreateLoss(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label, OutputScale scale) =>
        LossOver(data);

    public override double[] Measure(BatchSums sums) => [sums.MeanLoss];

    public override ValidationMeasure CreateMeasure(LabelledSequences data, int[] numbers, LabelSpec label, OutputScale scale) =>
        new ForecastMeasure(LossOver(data), numbers);

    private static ForecastLoss LossOver(LabelledSequences data) => new((ForecastWindows)data.Sequences);
}
