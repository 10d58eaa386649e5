using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>What the tasks have in common whose label says which class a sequence belongs to.</summary>
/// <param name="options">Its class weights and label smoothing.</param>
internal abstract class ClassificationTask(RnnOptions options) : LabelTask
{
    public override IReadOnlyList<string> UnusableOptions { get; } = [nameof(RnnOptions.Loss)];

    public override void CheckLearnable(DataViewSchema.Column column, LabelSpec label) =>
        options.ClassWeights?.CheckFits(column.Name, label.Head.Classes);

    public override void CheckLearnable(LabelTargets targets, string label)
    {
        ClassTargets classes = (ClassTargets)targets;
        int[] all = classes.Of([.. Enumerable.Range(0, classes.Rows)]);
        if (all.All(target => classes[target] == classes[all[0]]))
        {
            throw new InvalidOperationException(
                $"All labeled training {(classes.AreOfSteps ? "steps" : "rows")} ({all.Length}) have the same class: "
                + $"{LabelOf(classes[all[0]])} of column '{label}'. Training needs at least two classes.");
        }
    }

    public override LabelTargets CreateTargets(LabelSpec label) => new ClassTargets(OfSteps);

    public override RowSplit HoldOut(LabelTargets targets, float fraction, RandomStream random)
    {
        ClassTargets classes = (ClassTargets)targets;
        return OfSteps ? RowSplit.Random(classes.Rows, fraction, random)
            : RowSplit.Stratified(classes.Rows, row => classes[row], fraction, random);
    }

    public override RowLoss CreateLoss(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label, OutputScale scale)
    {
        ClassTargets classes = (ClassTargets)data.Targets;
        float[]? classWeights = options.ClassWeights is { } weights
            ? ClassWeighting.Of(weights, data, rows, label.Head.Classes)
            : null;
        return CreateLoss(classes, classWeights, options.LabelSmoothing);
    }

    public override double[] Measure(BatchSums sums) =>
        [sums.MeanLoss, sums.Accumulators[ClassLoss.Correct] / sums.Accumulators[ClassLoss.Count]];

    public sealed override ValidationMeasure CreateMeasure(LabelledSequences data, int[] numbers, LabelSpec label, OutputScale scale) =>
        CreateMeasure((ClassTargets)data.Targets, numbers);

    /// <summary>What measures a network on validation rows, whose targets have these numbers.</summary>
    protected abstract ValidationMeasure CreateMeasure(ClassTargets classes, int[] numbers);

    /// <summary>Whether each step has a label.</summary>
    protected bool OfSteps => options.ReturnSequences;

    /// <summary>The loss against the classes.</summary>
    protected abstract ClassLoss CreateLoss(ClassTargets classes, float[]? classWeights, float smoothing);

    /// <summary>The label of a class, for errors.</summary>
    protected abstract string LabelOf(int ofClass);
}
