namespace RnnTrainer.Evaluation;

/// <summary>A row of the view of series: each property is a column.</summary>
internal sealed class ForecastSeriesRow(string series, string target, RnnForecastErrors forecast, RnnForecastErrors seasonalNaive)
{
    public string Series => series;

    public string Target => target;

    public long Count => forecast.Count;

    public double MeanAbsoluteError => forecast.MeanAbsoluteError;

    public double RootMeanSquaredError => forecast.RootMeanSquaredError;

    public double MeanAbsolutePercentageError => forecast.MeanAbsolutePercentageError;

    public double SymmetricMeanAbsolutePercentageError => forecast.SymmetricMeanAbsolutePercentageError;

    public double MeanAbsoluteScaledError => forecast.MeanAbsoluteScaledError;

    public double NormalizedDeviation => forecast.NormalizedDeviation;

    public double WeightedQuantileLoss => forecast.WeightedQuantileLoss;

    public double Coverage => forecast.Coverage;

    public double SeasonalNaiveMeanAbsoluteError => seasonalNaive.MeanAbsoluteError;

    public double SeasonalNaiveRootMeanSquaredError => seasonalNaive.RootMeanSquaredError;

    public double SeasonalNaiveMeanAbsolutePercentageError => seasonalNaive.MeanAbsolutePercentageError;

    public double SeasonalNaiveSymmetricMeanAbsolutePercentageError => seasonalNaive.SymmetricMeanAbsolutePercentageError;

    public double SeasonalNaiveMeanAbsoluteScaledError => seasonalNaive.MeanAbsoluteScaledError;

    public double SeasonalNaiveNormalizedDeviation => seasonalNaive.NormalizedDeviation;

    public double SeasonalNaiveWeightedQuantileLoss => seasonalNaive.WeightedQuantileLoss;
}
