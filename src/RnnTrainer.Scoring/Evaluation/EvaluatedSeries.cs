namespace RnnTrainer.Evaluation;

/// <summary>A target of a series that is evaluated.</summary>
internal sealed class EvaluatedSeries(string name, string target, IReadOnlyList<float> levels)
{
    public ForecastSums Forecast { get; } = new(levels);

    public ForecastSums SeasonalNaive { get; } = new(levels);

    public ForecastSeriesRow Row(bool hasBand) =>
        new(name, target, ForecastSums.Errors([Forecast], hasBand), ForecastSums.Errors([SeasonalNaive], hasBand: false));
}
