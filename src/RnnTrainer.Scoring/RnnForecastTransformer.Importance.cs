using Microsoft.ML;
using RnnTrainer.Evaluation;
using RnnTrainer.Explanations;
using RnnTrainer.Forecasting;

namespace RnnTrainer;

public sealed partial class RnnForecastTransformer
{
    /// <summary>
    /// Which inputs the forecast relies on: how much worse a metric of a backtest gets when an input column says nothing of its rows any
    /// more (as <see cref="RnnTransformer.Importance"/>).
    /// </summary>
    /// <remarks>
    /// Inputs known ahead and inputs known up to now are moved along their series in a circle, by a number of steps drawn for each series:
    /// they keep their course, but stand beside other values. Inputs of a series are exchanged between series. The values that are forecast
    /// stay as they are. The backtest is made once for each column and repeat, and once on the data as they are.
    /// </remarks>
    /// <param name="data">Rows of series that the network was not trained on, those of each in the order of time.</param>
    /// <param name="origins">Forecasts of each series, as for <see cref="Backtest"/>.</param>
    /// <param name="options">
    /// The metric, the repeats and more; <see langword="null"/>: defaults. A metric is named as the properties of
    /// <see cref="RnnForecastErrors"/>: WeightedQuantileLoss (the default), MeanAbsoluteScaledError, MeanAbsoluteError or
    /// RootMeanSquaredError; <see cref="RnnImportanceOptions.Measure"/> gets what <see cref="Backtest"/> gives. Labels and spans of
    /// steps are not used.
    /// </param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    /// <exception cref="RnnRowException">A row cannot be read.</exception>
    /// <exception cref="ArgumentException">Forecasts have no metric of that name.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="origins"/> is below 1.</exception>
    /// <exception cref="InvalidOperationException">The forecast has no inputs, or the data are too short for a backtest.</exception>
    /// <exception cref="OperationCanceledException"><see cref="RnnImportanceOptions.CancellationToken"/> asked to stop.</exception>
    public RnnImportance Importance(IDataView data, int origins = 1, RnnImportanceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        RnnImportanceOptions settings = options ?? new();
        ForecastColumns columns = Bind(data.Schema);
        DataViewSchema.Column[] moving = [.. columns.Known.Columns, .. columns.Past.Columns], inputs = [.. moving, .. columns.Statics];
        if (inputs.Length == 0)
        {
            throw new InvalidOperationException("This forecast has no inputs beside the values themselves. "
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
