using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;

namespace RnnTrainer.ForecastReports;

/// <summary>The forecasts in a view with a row for each series and step ahead.</summary>
internal static class ForecastsRead
{
    /// <summary>The forecasts, by series and target.</summary>
    /// <param name="view">Columns Step, Quantiles [targets x levels], and the series; SeasonalNaive [targets], if there is one.</param>
    /// <param name="seriesColumn">The column that identifies the series, or null.</param>
    /// <param name="network">What made them.</param>
    /// <param name="targets">Values of a step.</param>
    public static IReadOnlyDictionary<(string Series, int Target), ForecastOfSeries> Of(
        IDataView view, string? seriesColumn, RnnForecastTransformer network, int targets)
    {
        DataViewSchema.Column step = ColumnCheck.Find(view.Schema, "Step", ForecastNames.Step);
        bool hasNaive = view.Schema.GetColumnOrNull(ForecastNames.SeasonalNaive) is not null;
        StepInputs numbers = StepInputs.Bind(view.Schema, hasNaive
            ? [ForecastNames.Quantiles, ForecastNames.SeasonalNaive] : [ForecastNames.Quantiles]);
        DataViewSchema.Column[] group = seriesColumn is null ? [] : [ColumnCheck.Find(view.Schema, "Series", seriesColumn)];
        using DataViewRowCursor cursor = view.GetRowCursor([step, .. numbers.Columns, .. group]);
        GroupReader? groups = group is [{ } column] ? GroupReader.Of(cursor, column, role: "series") : null;
        ValueGetter<int> getStep = cursor.GetGetter<int>(step);
        StepReader reader = numbers.ReadFrom(cursor);
        int levels = network.Quantiles.Count, ahead = 0;
        float[] row = new float[numbers.Size]; // [targets x levels | targets]
        Dictionary<(string, int), ForecastOfSeries> found = [];
        while (cursor.MoveNext())
        {
            getStep(ref ahead);
            groups?.Read();
            reader.Read(row);
            for (int target = 0; target < targets; target++)
            {
                (string, int) key = (groups?.Text ?? "", target);
                if (!found.TryGetValue(key, out ForecastOfSeries? forecast))
                    found.Add(key, forecast = new(network.Quantiles, network.Horizon));
                forecast.Set(ahead, row.AsSpan(target * levels, levels), hasNaive ? row[(targets * levels) + target] : float.NaN);
            }
        }
        return found;
    }
}
