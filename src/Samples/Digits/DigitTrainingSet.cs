using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Images to train and to test on.</summary>
internal sealed class DigitTrainingSet : TrainingSet
{
    private readonly DigitData digits;
    private readonly ImagePreparation preparation;
    private readonly bool isTransposed;

    /// <param name="ml">The context.</param>
    /// <param name="digits">The images.</param>
    /// <param name="isTutorial">Whether they are MNIST's.</param>
    /// <param name="preparation">How image files were prepared.</param>
    /// <param name="isTransposed">Whether images in IDX files are stored column by column.</param>
    public DigitTrainingSet(MLContext ml, DigitData digits, bool isTutorial, ImagePreparation preparation, bool isTransposed) : base(ml)
    {
        this.digits = digits;
        this.preparation = preparation;
        this.isTransposed = isTransposed;
        IsTutorial = isTutorial;
        // Pixels become a sequence of rows, labels become keys.
        Preparation = DigitPipeline.Preparation(ml, digits);
    }

    public override string Name => digits.Name;

    public override string RowName => "digit";

    public override IDataView Train => digits.Train;

    public override IDataView Test => digits.Test;

    public override SequenceTask Task { get; } = new MulticlassTask();

    public override EstimatorChain<ITransformer> Preparation { get; }

    public override IEstimator<ITransformer> Naming => ML.Transforms.Conversion.MapKeyToValue("Digit", "PredictedLabel");

    public override bool IsTutorial { get; }

    public override IReadOnlyList<string> Check(IDataView preparedTest) => digits.CheckTest(preparedTest);

    public override TaskMetrics Evaluate(IDataView scored, IReadOnlyList<string> classes) => Task.Evaluate(ML, scored, new(), classes);

    public override IReadOnlyList<RowPrediction> Predict(MLContext context, ITransformer pipeline) =>
        DigitPrediction.Of(context, pipeline, digits.Test);

    public override RunRecord Complete(RunRecord record) => record with { Preparation = preparation.Name, Transposed = isTransposed };

    public override void ShowReloaded(Screen screen, IReadOnlyList<RowPrediction> before, IReadOnlyList<RowPrediction> after) =>
        DigitPrediction.ShowReloaded(screen, [.. before.Cast<DigitPrediction>()], [.. after.Cast<DigitPrediction>()], digits);

    public override TorchScoring ScoreByTorch(RnnTransformer network, IDataView preparedTest) => new(network, preparedTest);

    public override int Conclude(Screen screen, RnnOptions options, TaskMetrics metrics) => TrainingReport.CheckTarget(
        screen, IsTutorial && TutorialNumbers.IsWholeRun(options),
        metrics.Followed.Single(metric => metric.Key == ShownMetric.Accuracy(MetricRows.Test).Name).Value);
}
