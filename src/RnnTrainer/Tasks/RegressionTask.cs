using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.MLNet;
using RnnTrainer.Network;

namespace RnnTrainer.Tasks;

/// <summary>One number or several for each sequence: the label is a Single, a Double, or a vector of either.</summary>
/// <param name="options">Its loss.</param>
internal sealed class RegressionTask(RnnOptions options) : LabelTask
{
    private readonly RnnLoss loss = options.Loss ?? RnnLoss.Squared;

    public override string Name => "regression";

    public override IReadOnlyList<string> UnusableOptions { get; } = [nameof(RnnOptions.ClassWeights)];

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new(RnnMetric.Loss, IsHigherBetter: false), .. RegressionErrors.Metrics];

    public override string? UnusedOption(RnnOptions options) => options.LabelSmoothing > 0
        ? FormattableString.Invariant($"LabelSmoothing {options.LabelSmoothing} is not used: a regression has no classes.") : null;

    public override IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label) =>
        TrainerShape.Numbers(label, options.ReturnSequences, RegressionColumns.Score, loss.Kind == LossKind.Quantiles);

    public override LabelSpec Read(DataViewSchema.Column label)
    {
        int? size = ColumnCheck.Numbers(label, options.ReturnSequences);
        return new(loss.LevelList is { } levels ? HeadSpec.Quantiles(Math.Min(size ?? 1, int.MaxValue / levels.Count), levels)
            : new HeadSpec(size is null ? RnnHead.Linear : RnnHead.LinearVector, size ?? 1), Values: null);
    }

    public override LabelTargets CreateTargets(LabelSpec label) =>
        new NumberTargets(label.Head.Numbers, options.ReturnSequences);

    public override RowSplit HoldOut(LabelTargets targets, float fraction, RandomStream random) =>
        RowSplit.Random(targets.Rows, fraction, random);

    public override OutputScale ScaleOf(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label) =>
        OutputScale.Of(data, rows, label.Head.Outputs);

    public override RowLoss CreateLoss(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label, OutputScale scale) =>
        LossOver(data, label, scale);

    public override double[] Measure(BatchSums sums) => [sums.MeanLoss, .. RegressionErrors.Measure(sums.Accumulators)];

    public override ValidationMeasure CreateMeasure(LabelledSequences data, int[] numbers, LabelSpec label, OutputScale scale) =>
        new RegressionMeasure(LossOver(data, label, scale), numbers);

    private RegressionLoss LossOver(LabelledSequences data, LabelSpec label, OutputScale scale)
    {
        RegressionTargets targets = new((NumberTargets)data.Targets, scale, label.Head);
        return loss.Kind switch
        {
            LossKind.Squared => new SquaredLoss(targets),
            LossKind.Absolute => new AbsoluteLoss(targets),
            LossKind.Huber => new HuberLoss(targets, loss.Delta!.Value),
            LossKind.Quantiles => new QuantileLoss(targets, loss.LevelList!),
            LossKind.CrossEntropy or LossKind.BinaryCrossEntropy or LossKind.Forecast =>
                throw new InvalidOperationException($"{loss.Kind} is not a loss of numbers."),
        };
    }
}
