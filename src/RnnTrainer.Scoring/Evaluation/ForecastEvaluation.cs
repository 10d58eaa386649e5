using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Evaluation;

/// <summary>Compares values that came with forecasts of them, series by series.</summary>
internal sealed class ForecastEvaluation
{
    private readonly EvaluatedForecasts columns;
    private readonly List<EvaluatedSeries> series = [];
    private readonly QuantileSums? quantiles;
    private long unscored;

    private ForecastEvaluation(EvaluatedForecasts columns)
    {
        this.columns = columns;
        quantiles = columns.Levels.Count > 0 ? new(columns.Levels) : null;
    }

    /// <param name="data">Rows with a value that came and its forecast.</param>
    /// <param name="toView">Makes a view of the series' rows.</param>
    public static RnnForecastMetrics Of(IDataView data, Func<IEnumerable<ForecastSeriesRow>, IDataView> toView)
    {
        EvaluatedForecasts columns = new(data.Schema);
        ForecastEvaluation evaluation = new(columns);
        using (DataViewRowCursor cursor = data.GetRowCursor(columns.All))
            evaluation.Read(cursor);
        return evaluation.Metrics(toView);
    }

    private void Read(DataViewRowCursor cursor)
    {
        GroupReader groups = GroupReader.Of(cursor, columns.Series, role: "series");
        RowReader<double> actual = NumberColumn.Reader(cursor, columns.Actual), forecast = NumberColumn.Reader(cursor, columns.Forecast);
        RowReader<double> naive = Reader(columns.SeasonalNaive), scale = Reader(columns.SeasonalScale);
        RowReader<double> levels = columns.Quantiles is { } vector ? NumberColumn.Reader(cursor, vector) : () => [];
        while (cursor.MoveNext())
        {
            int first = groups.Read() * columns.Targets;
            if (first == series.Count)
            {
                series.AddRange(Enumerable.Range(0, columns.Targets)
                    .Select(target => new EvaluatedSeries(groups.Text, columns.TargetNames[target], columns.Levels)));
            }
            ReadOnlySpan<double> actuals = actual(), forecasts = forecast(), naives = naive(), scales = scale(), all = levels();
            for (int target = 0; target < columns.Targets; target++)
            {
                Add(series[first + target], actuals[target], forecasts[target],
                    all.Slice(target * columns.Levels.Count, columns.Levels.Count), naives[target], scales[target]);
            }
        }

        RowReader<double> Reader(DataViewSchema.Column? column)
        {
            if (column is { } present)
                return NumberColumn.Reader(cursor, present);
            double[] unknown = [.. Enumerable.Repeat(double.NaN, columns.Targets)];
            return () => unknown;
        }
    }

    private void Add(EvaluatedSeries one, double actual, double forecast, ReadOnlySpan<double> levels, double naive, double scale)
    {
        if (double.IsNaN(actual))
            return;
        if (double.IsNaN(forecast) || levels.Contains(double.NaN))
        {
            unscored++;
            return;
        }
        one.Forecast.Add(actual, forecast, levels, scale);
        if (!double.IsNaN(naive))
            one.SeasonalNaive.Add(actual, naive, [], scale);
        quantiles?.Add(actual, levels);
    }

    private RnnForecastMetrics Metrics(Func<IEnumerable<ForecastSeriesRow>, IDataView> toView)
    {
        bool hasBand = columns.Levels.Count > 1;
        EvaluatedSeries[] compared = [.. series.Where(one => one.Forecast.Count > 0)];
        if (compared.Length == 0)
            throw new InvalidOperationException(NothingCompared());
        return new(ForecastSums.Errors([.. compared.Select(one => one.Forecast)], hasBand),
            ForecastSums.Errors([.. compared.Select(one => one.SeasonalNaive)], hasBand: false),
            quantiles?.Metrics(), toView(compared.Select(one => one.Row(hasBand))), compared.Length,
            hasTargets: columns.Targets > 1, unscored);
    }

    private string NothingCompared() => unscored > 0
        ? $"All forecasts of actual values in column '{columns.Forecast.Name}' are NaN, so there is nothing to evaluate. "
            + "Check the inputs."
        : $"Column '{columns.Actual.Name}' has no value in any row, so there is nothing to evaluate. Use rows with known values.";
}
