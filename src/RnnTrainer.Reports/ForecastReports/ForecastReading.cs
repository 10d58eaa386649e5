using Microsoft.ML;
using RnnTrainer.Evaluation;

namespace RnnTrainer.ForecastReports;

/// <summary>Forecasts the series of a view, and compares where the last values are known.</summary>
internal static class ForecastReading
{
    /// <summary>The content of a report.</summary>
    /// <param name="network">Makes the forecasts.</param>
    /// <param name="data">Rows in long form.</param>
    /// <param name="options">What is wanted of it.</param>
    /// <param name="maker">Who makes the report.</param>
    public static ForecastContent Of(RnnForecastTransformer network, IDataView data, RnnForecastReportOptions options, string maker)
    {
        SeriesReading read = SeriesReading.Of(data, network.ValueColumnName, network.SeriesColumnName, options.TimeColumnName);
        int targets = read.TargetNames.Count;
        IReadOnlyDictionary<(string, int), ForecastOfSeries> ahead =
            ForecastsRead.Of(network.Forecast(data), network.SeriesColumnName, network, targets);
        IDataView? compared = options.Compare ? network.Backtest(data, origins: 1) : null;
        IReadOnlyDictionary<(string, int), ForecastOfSeries> heldOut = compared is null
            ? new Dictionary<(string, int), ForecastOfSeries>()
            : ForecastsRead.Of(compared, network.SeriesColumnName is null ? null : ForecastNames.Series, network, targets);
        return new()
        {
            Title = options.Title ?? network.ValueColumnName,
            Maker = maker,
            Horizon = network.Horizon,
            SeasonLength = network.SeasonLength,
            Series = [.. read.Series.SelectMany(series => read.TargetNames.Select((name, target) =>
                Reported(network, read, series, target, ahead[(series.Name, target)], heldOut.GetValueOrDefault((series.Name, target)))))],
            MaxSeries = options.MaxSeries,
            Measures = compared is null || heldOut.Count == 0 ? []
                : ForecastMeasures.Of(new MLContext().Forecasting.Evaluate(compared), network),
            Settings = ForecastSettings.Of(network),
            History = network.History,
            BestEpoch = network.BestEpoch,
        };
    }

    private static ReportedSeries Reported(RnnForecastTransformer network, SeriesReading read, SeriesRead series, int target,
        ForecastOfSeries ahead, ForecastOfSeries? heldOut)
    {
        string[] names = [.. ((string[])[series.Name, read.TargetNames[target]]).Where(name => name.Length > 0)];
        return new()
        {
            Name = names is [] ? network.ValueColumnName : string.Join(", ", names),
            Values = series.Values(target),
            TimeOf = row => series.TimeOf(row, read.Scale),
            HeldOut = heldOut?.Fan,
            Naive = heldOut?.Naive ?? [],
            Ahead = ahead.Fan,
        };
    }
}
