using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>What the tasks have in common whose label says which class a sequence belongs to.</summary>
/// <param name="options">Its class weights and label smoothing.</param>
internal abstract class ClassificationTask(RnnOptions options) : LearningTask
{
    public override IReadOnlyList<string> UnusableOptions { get; } = [nameof(RnnOptions.Loss)];

    public override void CheckLearnable(DataViewSchema.Column column, LabelSpec label) =>
        options.ClassWeights?.CheckFits(column.Name, label.Head.Classes);

    public override void CheckLearnable(Targets targets, string label)
    {
        ClassTargets classes = (ClassTargets)targets;
        if (Enumerable.Range(0, classes.Count).All(row => classes[row] == classes[0]))
        {
            throw new InvalidOperationException(
                $"All {classes.Count} labelled training rows have the same class ({LabelOf(classes[0])} of column '{label}'); "
                + "at least two classes are needed to learn to tell them apart.");
        }
    }

    public override Targets CreateTargets(LabelSpec label) => new ClassTargets();

    public override RowSplit HoldOut(Targets targets, float fraction, RandomStream random)
    {
        ClassTargets classes = (ClassTargets)targets;
        return RowSplit.Stratified(classes.Count, row => classes[row], fraction, random);
    }

    public override RowLoss CreateLoss(LabelledSequences data, int[] rows, LabelSpec label, OutputScale scale)
    {
        ClassTargets classes = (ClassTargets)data.Targets;
        float[]? classWeights = options.ClassWeights is { } weights
            ? ClassWeighting.Of(weights, data.Sequences, classes, rows, label.Head.Classes)
            : null;
        return CreateLoss(data.Sequences, classes, classWeights, options.LabelSmoothing);
    }

    public override double[] Measure(BatchSums sums) =>
        [sums.MeanLoss, sums.Accumulators[ClassLoss.Correct] / sums.Accumulators[ClassLoss.Rows]];

    public sealed override ValidationMeasure CreateMeasure(LabelledSequences data, int[] rows, LabelSpec label, OutputScale scale) =>
        CreateMeasure((ClassTargets)data.Targets, rows);

    /// <summary>What measures a network on validation rows.</summary>
    protected abstract ValidationMeasure CreateMeasure(ClassTargets classes, int[] rows);

    /// <summary>The loss of the rows.</summary>
    protected abstract ClassLoss CreateLoss(SequenceSource sequences, ClassTargets classes, float[]? classWeights, float smoothing);

    /// <summary>The label of a class, for errors.</summary>
    protected abstract string LabelOf(int ofClass);
}
