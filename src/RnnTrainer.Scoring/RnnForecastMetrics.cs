using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>How good forecasts are, beside the seasonal naive forecast of the same values. Immutable.</summary>
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

    /// <summary>The errors of the forecast.</summary>
    public RnnForecastErrors Forecast { get; }

    /// <summary>
    /// The errors of the seasonal naive forecast of the same values: the last value of the same place in the season that was known. It has
    /// no band, so its <see cref="RnnForecastErrors.Coverage"/> is NaN.
    /// </summary>
    public RnnForecastErrors SeasonalNaive { get; }

    /// <summary>
    /// Pinball loss and coverage of each level, all values together; <see langword="null"/>: the data have no quantiles.
    /// </summary>
    public RnnQuantileMetrics? Quantiles { get; }

    /// <summary>
    /// The metrics of each series: Series and Target (text; the latter empty where there is one), Count (Int64), and as Double each metric
    /// of <see cref="RnnForecastErrors"/> by its name, that of the seasonal naive forecast with SeasonalNaive before it.
    /// </summary>
    public IDataView Series { get; }

    /// <summary>How many series have values that were compared; with several targets, each target of a series counts as one.</summary>
    public int SeriesCount { get; }

    /// <summary>How many values have a forecast of NaN; they count in no metric.</summary>
    public long UnscoredCount { get; }

    /// <summary>The metrics as a table, the same text in every culture.</summary>
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
