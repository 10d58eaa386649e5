using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The metrics of forecasts, compared with the seasonal naive forecast of the same values. Immutable.</summary>
public sealed class RnnForecastMetrics
{
    private readonly bool hasTargets; // several of each series

    internal RnnForecastMetrics(RnnForecastErrors forecast, RnnForecastErrors seasonalNaive, RnnQuantileMetrics? quantiles,
        IDataView series, int seriesCount, bool hasTargets, long unscoredCount)
    {
        Forecast = forecast;
        SeasonalNaive = seasonalNaive;
        Quantiles = quantiles;
        Series = series;
        SeriesCount = seriesCount;
        UnscoredCount = unscoredCount;
        this.hasTargets = hasTargets;
    }

    /// <summary>Gets the errors of the forecast.</summary>
    public RnnForecastErrors Forecast { get; }

    /// <summary>
    /// Gets the errors of the seasonal naive forecast of the same values, which repeats the last known value of the same position in the
    /// season. It has no band, so its <see cref="RnnForecastErrors.Coverage"/> is NaN.
    /// </summary>
    public RnnForecastErrors SeasonalNaive { get; }

    /// <summary>
    /// Gets the pinball loss and coverage of each level, over all values; <see langword="null"/> if the data have no quantiles.
    /// </summary>
    public RnnQuantileMetrics? Quantiles { get; }

    /// <summary>
    /// Gets the metrics of each series: Series and Target (text; Target is empty with a single target), Count (Int64), and each metric of
    /// <see cref="RnnForecastErrors"/> by name as Double, prefixed with SeasonalNaive for the seasonal naive forecast.
    /// </summary>
    public IDataView Series { get; }

    /// <summary>Gets the number of series with compared values; with several targets, each target of a series counts as one.</summary>
    public int SeriesCount { get; }

    /// <summary>Gets the number of values whose forecast is NaN; they enter no metric.</summary>
    public long UnscoredCount { get; }

    /// <summary>Returns the metrics as a table, formatted the same in every culture.</summary>
    public override string ToString()
    {
        string table = TextTable.Of(textColumns: 1, ["", "Forecast", "Seasonal naive"],
        [
            Row("MAE", errors => errors.MeanAbsoluteError),
            Row("RMSE", errors => errors.RootMeanSquaredError),
            Row("MAPE, %", errors => errors.MeanAbsolutePercentageError),
            Row("sMAPE, %", errors => errors.SymmetricMeanAbsolutePercentageError),
            Row("MASE", errors => errors.MeanAbsoluteScaledError),
            Row("ND", errors => errors.NormalizedDeviation),
            Row("Weighted quantile loss", errors => errors.WeightedQuantileLoss),
            Row("Coverage", errors => errors.Coverage),
        ], total: null);
        string band = Quantiles is { Levels.Count: > 1 } ? $", coverage nominally {NumberText.Share(Quantiles.NominalCoverage)}" : "";
        string each = hasTargets ? " (each target counts as one)" : "";
        return $"{table}\n\n{NumberText.Count(SeriesCount)} series{each}, {NumberText.Count(Forecast.Count)} values{band}";
    }

    private string[] Row(string name, Func<RnnForecastErrors, double> metric) =>
        [name, NumberText.Value(metric(Forecast)), double.IsNaN(metric(SeasonalNaive)) ? "" : NumberText.Value(metric(SeasonalNaive))];
}
