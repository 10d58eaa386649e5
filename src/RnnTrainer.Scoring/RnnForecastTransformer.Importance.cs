using Microsoft.ML;
using RnnTrainer.Evaluation;
using RnnTrainer.Explanations;
using RnnTrainer.Forecasting;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Measures the importance of each input column: how much worse a metric of a backtest gets when the column is made uninformative by
    /// permutation (as in <see cref="RnnTransformer.Importance"/>).
    /// </summary>
    /// <remarks>
    /// Known and past inputs are rotated along their series, by a random number of steps for each series: they keep their course, but no
    /// longer match the other values. Static inputs are exchanged between series. The values to forecast are not changed. The backtest runs
    /// once for each column and repeat, and once on the original data.
    /// </remarks>
    /// <param name="data">Rows of series that the network was not trained on, each series in time order.</param>
    /// <param name="origins">Number of forecasts for each series, as in <see cref="Backtest"/>.</param>
    /// <param name="options">
    /// The metric, the number of repeats and so on; <see langword="null"/>: the defaults. The metric is named after a property of
    /// <see cref="RnnForecastErrors"/>: WeightedQuantileLoss (the default), MeanAbsoluteScaledError, MeanAbsoluteError or
    /// RootMeanSquaredError; <see cref="RnnImportanceOptions.Measure"/> receives the result of <see cref="Backtest"/>. Options for labels
    /// and spans of steps are not used.
    /// </param>
    /// <exception cref="RnnColumnException">A column is missing or has an unsupported type.</exception>
    /// <exception cref="RnnRowException">A row cannot be read.</exception>
    /// <exception cref="ArgumentException">The metric is not one of those for forecasts.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="origins"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The forecaster has no inputs, or the data are too short for a backtest.</exception>
    /// <exception cref="OperationCanceledException"><see cref="RnnImportanceOptions.CancellationToken"/> was canceled.</exception>
    public RnnImportance Importance(IDataView data, int origins = 1, RnnImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        RnnImportanceOptions settings = options ?? new();
        ForecastColumns columns = Bind(data.Schema);
        DataViewSchema.Column[] moving = [.. columns.Known.Columns, .. columns.Past.Columns], inputs = [.. moving, .. columns.Statics];
        if (inputs.Length == 0)
        {
            throw new InvalidOperationException("This forecaster has no inputs other than its values. "
                + $"Name some in {nameof(KnownInputColumnNames)}, {nameof(PastInputColumnNames)} or {nameof(StaticInputColumnNames)}.");
        }
        ScoredMetric metric = settings.Measure is { } measure
            ? new(settings.Metric ?? nameof(settings.Measure), settings.IsHigherBetter, measure)
            : ScoredMetric.OfForecasts(settings.Metric);
        return PermutationImportance.Run(() =>
        {
            IDataView cached = new MLContext(seed: 0).Data.Cache(data);
            SeriesDonors donors = new(cached, columns.Series, settings.CancellationToken);
            return new PermutationImportance(rows => Backtest(rows, origins), metric, settings).Of(
                cached, [.. inputs.Select(input => input.Name)], random =>
                {
                    int[] moved = donors.Moved(random), exchanged = donors.Exchanged(random);
                    return part => new ExchangedView(
                        cached, inputs[part], part < moving.Length ? moved : exchanged, settings.CancellationToken);
                });
        }, settings.CancellationToken);
    }
}
