namespace RnnTrainer.ForecastReports;

/// <summary>The measures of forecasts that a report shows, the most telling first.</summary>
internal static class ForecastMeasures
{
    /// <summary>The measures.</summary>
    /// <param name="metrics">What was measured.</param>
    /// <param name="network">What made the forecasts.</param>
    public static IReadOnlyList<ForecastMeasure> Of(RnnForecastMetrics metrics, RnnForecastTransformer network)
    {
        const string share = "0.000", percent = "0.00";
        string unit = ValueText.FormatFor(metrics.SeasonalNaive.RootMeanSquaredError);
        double nominal = 100 * (network.Quantiles[^1] - network.Quantiles[0]);
        return
        [
            Measure("MASE", "error / mean change over a season", errors => errors.MeanAbsoluteScaledError, share),
            Measure("sMAPE", "symmetric error, %", errors => errors.SymmetricMeanAbsolutePercentageError, percent),
            Measure("Quantile loss", "weighted, mean of the levels", errors => errors.WeightedQuantileLoss, "0.0000"),
            Measure("Coverage", FormattableString.Invariant($"share within the {nominal:0.#}% band"),
                errors => errors.Coverage, share),
            Measure("MAPE", "error, % of the value", errors => errors.MeanAbsolutePercentageError, percent),
            Measure("ND", "sum of errors / sum of values", errors => errors.NormalizedDeviation, "0.0000"),
            Measure("MAE", "mean error, in the values' unit", errors => errors.MeanAbsoluteError, unit),
            Measure("RMSE", "root mean squared error", errors => errors.RootMeanSquaredError, unit),
        ];

        ForecastMeasure Measure(string name, string meaning, Func<RnnForecastErrors, double> value, string format) =>
            new(name, meaning, value(metrics.Forecast), value(metrics.SeasonalNaive), format);
    }
}
