using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.MLNet;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>Which of several classes a sequence belongs to: the label is a key, the loss is cross-entropy.</summary>
/// <param name="options">Its class weights and label smoothing.</param>
internal sealed class MulticlassTask(RnnOptions options) : LearningTask
{
    public override string Name => "multiclass classification";

    public override IReadOnlyList<string> UnusableOptions { get; } = [nameof(RnnOptions.Loss)];

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new(RnnMetric.Loss, IsHigherBetter: false), new(RnnMetric.Accuracy, IsHigherBetter: true)];

    public override IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label) =>
        TrainerShape.ClassScores(label, MulticlassColumns.PredictedLabel, MulticlassColumns.Score);

    public override LabelSpec Read(DataViewSchema.Column label)
    {
        HeadSpec head = new(RnnHead.Softmax, (int)Math.Min(ColumnCheck.Key(label).Count, int.MaxValue));
        return new(head, LabelAnnotations.Read(label, head.Outputs));
    }

    public override void CheckLearnable(DataViewSchema.Column column, LabelSpec label)
    {
        if (label.Head.Outputs < 2)
        {
            throw new InvalidOperationException($"Label column '{column.Name}' is {column.Type}, one class only "
                + "(or none: MapValueToKey makes such a key of no rows at all); at least two are needed to learn to tell them apart.");
        }
        options.ClassWeights?.CheckFits(column.Name, label.Head.Outputs);
    }

    public override void CheckLearnable(Targets targets, string label)
    {
        ClassTargets classes = (ClassTargets)targets;
        if (Enumerable.Range(0, classes.Count).All(row => classes[row] == classes[0]))
        {
            throw new InvalidOperationException(
                $"All {classes.Count} labelled training rows have the same class (key {classes[0] + 1} of column '{label}'); "
                + "at least two classes are needed to learn to tell them apart.");
        }
    }

    public override Targets CreateTargets() => new ClassTargets();

    public override RowSplit HoldOut(Targets targets, float fraction, RandomStream random)
    {
        ClassTargets classes = (ClassTargets)targets;
        return RowSplit.Stratified(classes.Count, row => classes[row], fraction, random);
    }

    public override RowLoss CreateLoss(LabelledSequences data, int[] rows, LabelSpec label)
    {
        ClassTargets classes = (ClassTargets)data.Targets;
        float[]? classWeights = options.ClassWeights is { } weights
            ? ClassWeighting.Of(weights, data.Sequences, classes, rows, label.Head.Outputs)
            : null;
        return new CrossEntropyLoss(data.Sequences, classes, classWeights, options.LabelSmoothing);
    }

    public override double[] Measure(BatchSums sums) =>
        [sums.MeanLoss, sums.Accumulators[CrossEntropyLoss.Correct] / sums.Accumulators[CrossEntropyLoss.Rows]];

    public override ValidationMeasure CreateMeasure(Targets targets, int[] rows) => new ClassMeasure((ClassTargets)targets, rows);

    private sealed class ClassMeasure(ClassTargets classes, int[] rows) : ValidationMeasure
    {
        // As ML.NET's evaluator takes it, so that a class thought impossible costs much, but not infinitely much.
        private const double SmallestProbability = 1e-15;

        private readonly double[] losses = new double[rows.Length];
        private readonly bool[] areRight = new bool[rows.Length];

        public override void Add(int place, ReadOnlySpan<float> outputs)
        {
            int label = classes[rows[place]];
            losses[place] = -Math.Log(Math.Max(outputs[label], SmallestProbability));
            areRight[place] = MulticlassColumns.PredictedKey(outputs) == (uint)label + 1;
        }

        public override double[] Compute()
        {
            double sum = 0;
            foreach (double loss in losses)
                sum += loss;
            return [sum / rows.Length, (double)areRight.Count(isRight => isRight) / rows.Length];
        }
    }
}
