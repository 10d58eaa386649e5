using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.MLNet;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>Which of several classes a sequence belongs to: the label is a key, the loss is cross-entropy.</summary>
/// <param name="options">Its class weights and label smoothing.</param>
internal sealed class MulticlassTask(RnnOptions options) : ClassificationTask(options)
{
    public override string Name => "multiclass classification";

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new(RnnMetric.Loss, IsHigherBetter: false), new(RnnMetric.Accuracy, IsHigherBetter: true)];

    public override IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label) =>
        TrainerShape.ClassScores(label, OfSteps, MulticlassColumns.PredictedLabel, MulticlassColumns.Score);

    public override LabelSpec Read(DataViewSchema.Column label)
    {
        HeadSpec head = new(RnnHead.Softmax, (int)Math.Min(ColumnCheck.Key(label, OfSteps).Count, int.MaxValue));
        return new(head, KeyAnnotations.Read(label, head.Outputs));
    }

    public override void CheckLearnable(DataViewSchema.Column column, LabelSpec label)
    {
        if (label.Head.Outputs < 2)
        {
            throw new InvalidOperationException($"Label column '{column.Name}' is {column.Type}: a single class "
                + "(or none: MapValueToKey makes such a key from no rows). Training needs at least two classes.");
        }
        base.CheckLearnable(column, label);
    }

    protected override ValidationMeasure CreateMeasure(ClassTargets classes, int[] numbers) => new MulticlassMeasure(classes, numbers);

    protected override ClassLoss CreateLoss(ClassTargets classes, float[]? classWeights, float smoothing) =>
        new CrossEntropyLoss(classes, classWeights, smoothing);

    protected override string LabelOf(int ofClass) => $"key {ofClass + 1}";
}
