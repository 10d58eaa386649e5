using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Network;
using RnnTrainer.Tasks;

namespace RnnTrainer.Evaluation;

/// <summary>A metric of scored data, computed by the evaluator of ML.NET's catalogs, or ours, for the network's task.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsHigherBetter">Whether larger values are better.</param>
/// <param name="Measure">Computes it of data with the network's columns.</param>
internal sealed record ScoredMetric(string Name, bool IsHigherBetter, Func<IDataView, double> Measure)
{
    private const string Score = RegressionColumns.Score;

    /// <summary>The metric of a name.</summary>
    /// <param name="network">The network that scored the data.</param>
    /// <param name="label">Name of the label column.</param>
    /// <param name="name">The metric's name; null: the task's first.</param>
    /// <exception cref="ArgumentException">The task has no such metric.</exception>
    public static ScoredMetric Of(NetworkSpec network, string label, string? name) =>
        Find(All(network, label), name, $"scores of {network.Head}");

    /// <summary>The metric of forecasts that a name stands for, measured on what a backtest gives.</summary>
    /// <param name="name">The metric's name; null: the weighted quantile loss.</param>
    /// <exception cref="ArgumentException">Forecasts have no such metric.</exception>
    public static ScoredMetric OfForecasts(string? name) => Find(
    [
        OfForecasts(nameof(RnnForecastErrors.WeightedQuantileLoss), errors => errors.WeightedQuantileLoss),
        OfForecasts(nameof(RnnForecastErrors.MeanAbsoluteScaledError), errors => errors.MeanAbsoluteScaledError),
        OfForecasts(nameof(RnnForecastErrors.MeanAbsoluteError), errors => errors.MeanAbsoluteError),
        OfForecasts(nameof(RnnForecastErrors.RootMeanSquaredError), errors => errors.RootMeanSquaredError),
    ], name, "forecasts");

    /// <summary>The metrics of a network's task, its own measure first.</summary>
    public static ScoredMetric[] All(NetworkSpec network, string label) => network.Head.Kind switch
    {
        RnnHead.Softmax => network.HasStepOutputs
            ? [Accuracy(scored => StepEvaluation.OfClasses(scored, label, MulticlassColumns.PredictedLabel).Accuracy)]
            : [Loss(scored => Classes(scored, label).LogLoss), Accuracy(scored => Classes(scored, label).MicroAccuracy)],
        RnnHead.Sigmoid => network.HasStepOutputs
            ? [Accuracy(scored => StepEvaluation.OfBinary(scored, label, Score).Accuracy)]
            :
            [
                Loss(scored => YesOrNo(scored, label).LogLoss * Math.Log(2)), // ML.NET has it in bits
                Accuracy(scored => YesOrNo(scored, label).Accuracy),
                new(RnnMetric.AreaUnderRocCurve, IsHigherBetter: true, scored => YesOrNo(scored, label).AreaUnderRocCurve),
            ],
        RnnHead.Linear or RnnHead.LinearVector =>
        [
            Error(RnnMetric.RootMeanSquaredError, scored => ValueEvaluation.OfAll(scored, label, Score).RootMeanSquaredError),
            Error(RnnMetric.MeanAbsoluteError, scored => ValueEvaluation.OfAll(scored, label, Score).MeanAbsoluteError),
        ],
        RnnHead.Quantiles =>
        [
            Error(RnnMetric.PinballLoss, scored => QuantileEvaluation.Of(scored, label, Score, network.Head.Levels).PinballLoss),
        ],
    };

    private static ScoredMetric Find(ScoredMetric[] all, string? name, string of) => name is null ? all[0]
        : all.FirstOrDefault(metric => metric.Name == name) ?? throw new ArgumentException($"Metric '{name}' is not measured on {of}. "
            + $"Use one of {string.Join(", ", all.Select(metric => metric.Name))}, or set Measure.", nameof(name));

    private static ScoredMetric OfForecasts(string name, Func<RnnForecastErrors, double> errorIn) =>
        Error(name, backtest => errorIn(new MLContext(seed: 0).Forecasting.Evaluate(backtest).Forecast));

    private static ScoredMetric Loss(Func<IDataView, double> measure) => Error(RnnMetric.Loss, measure);

    private static ScoredMetric Error(string name, Func<IDataView, double> measure) => new(name, IsHigherBetter: false, measure);

    private static ScoredMetric Accuracy(Func<IDataView, double> measure) =>
        new(RnnMetric.Accuracy, IsHigherBetter: true, measure);

    // Above 100,000 rows ML.NET estimates the area under the ROC curve from a sample, which the seed draws.
    private static MulticlassClassificationMetrics Classes(IDataView scored, string label) =>
        new MLContext(seed: 0).MulticlassClassification.Evaluate(scored, label, MulticlassColumns.Score,
            MulticlassColumns.PredictedLabel);

    private static CalibratedBinaryClassificationMetrics YesOrNo(IDataView scored, string label) =>
        new MLContext(seed: 0).BinaryClassification.Evaluate(scored, label, BinaryColumns.Score, BinaryColumns.Probability,
            BinaryColumns.PredictedLabel);
}
