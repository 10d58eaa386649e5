using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>Yes or no: the label is a Boolean, the loss is the cross-entropy of one logit's sigmoid.</summary>
/// <param name="options">Its class weights, label smoothing and early stopping.</param>
internal sealed class BinaryTask(RnnOptions options) : ClassificationTask(options)
{
    private readonly RnnEarlyStopping? stopping = options.EarlyStopping;

    public override string Name => "binary classification";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        new(RnnMetric.Loss, IsHigherBetter: false),
        new(RnnMetric.Accuracy, IsHigherBetter: true),
        new(RnnMetric.AreaUnderRocCurve, IsHigherBetter: true) { IsForValidationOnly = true },
    ];

    public override IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label) =>
        TrainerShape.BinaryScores(label, OfSteps, BinaryColumns.PredictedLabel, BinaryColumns.Score, BinaryColumns.Probability);

    public override LabelSpec Read(DataViewSchema.Column label)
    {
        ColumnCheck.Boolean(label, OfSteps);
        return new(new HeadSpec(RnnHead.Sigmoid, 1), Values: null);
    }

    protected override ValidationMeasure CreateMeasure(ClassTargets classes, int[] numbers)
    {
        if (stopping?.Monitor == RnnMetric.ValidationAreaUnderRocCurve && numbers.All(target => classes[target] == classes[numbers[0]]))
        {
            throw new RnnOptionException(nameof(RnnOptions.EarlyStopping), stopping,
                $"{nameof(RnnOptions.EarlyStopping):option} monitors {stopping.Monitor:metric}, but all {numbers.Length} validation labels "
                + $"are {LabelOf(classes[numbers[0]])}. Validate on rows of both labels, or monitor {RnnMetric.ValidationLoss:metric}.");
        }
        return new BinaryMeasure(classes, numbers);
    }

    protected override ClassLoss CreateLoss(ClassTargets classes, float[]? classWeights, float smoothing) =>
        new BinaryCrossEntropyLoss(classes, classWeights, smoothing);

    protected override string LabelOf(int ofClass) => ofClass == ClassTargets.Yes ? "true" : "false";
}
