using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>Sequences to train and to test on.</summary>
internal sealed class SequenceTrainingSet : TrainingSet
{
    private readonly SequenceFile train, test;
    private readonly bool isHeldOut;

    /// <param name="ml">The context.</param>
    /// <param name="task">What is learnt.</param>
    /// <param name="train">The sequences to learn from.</param>
    /// <param name="test">Others.</param>
    /// <param name="isHeldOut">Whether both are of one file.</param>
    public SequenceTrainingSet(MLContext ml, SequenceTask task, SequenceFile train, SequenceFile test, bool isHeldOut) : base(ml)
    {
        this.train = train;
        this.test = test;
        this.isHeldOut = isHeldOut;
        Task = task;
        Train = train.Rows(ml, task);
        Test = test.Rows(ml, task);
        Preparation = new EstimatorChain<ITransformer>();
        if (train.InputSize == 0)
        {
            Preparation = Preparation.Append<ITransformer>(
                ml.Transforms.Conversion.MapValueToKey(nameof(SequenceRow.Features), nameof(SequenceRow.Words)));
        }
        if (task.LabelPreparation(ml) is { } keys)
            Preparation = Preparation.Append(keys, TransformerScope.TrainTest);
    }

    public override string Name => $"{train.File}";

    public override string RowName => "sequence";

    public override IDataView Train { get; }

    public override IDataView Test { get; }

    public override SequenceTask Task { get; }

    public override EstimatorChain<ITransformer> Preparation { get; }

    public override IEstimator<ITransformer>? Naming => Task.Naming(ML);

    public override RnnOptions Apply(RnnOptions options)
    {
        RnnOptions applied = Task.Apply(options, train.Columns);
        return train.InputSize == 0
            ? applied with { Normalization = RnnNormalization.Auto, Augmentation = null }
            : applied with { MissingValues = RnnMissingValues.LastValue };
    }

    public override IReadOnlyList<string> Check(IDataView preparedTest)
    {
        string where = isHeldOut ? $"{test.Sequences.Count:N0} sequences are held out for testing"
            : $"tested on {Counted.Of(test.Sequences.Count, "sequence")} of '{test.File}'";
        string label = train.Columns.Label is { } name ? $" of '{name}'" : "";
        return [.. train.Remarks, .. isHeldOut ? [] : test.Remarks, $"Task {Task}{label}: {Task.Purpose}; {where}."];
    }

    public override TaskMetrics Evaluate(IDataView scored, IReadOnlyList<string> classes) =>
        Task.Evaluate(ML, scored, train.Columns, classes);

    public override IReadOnlyList<RowPrediction> Predict(MLContext context, ITransformer pipeline) =>
        [.. ScoreColumn.Of(pipeline.Transform(Test)).Select(score => new RowPrediction { Score = score })];

    public override RunRecord Complete(RunRecord record) => record with { Sequences = train.Columns, HeldOut = isHeldOut };
}
