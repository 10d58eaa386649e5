using System.Globalization;
using nietras.SeparatedValues;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>Forecasts as a CSV file: a row for each series and step ahead.</summary>
internal static class ForecastCsv
{
    /// <summary>How every such file begins.</summary>
    public const string Start = "series,step,time,forecast,";

    /// <summary>Writes it.</summary>
    public static void Write(string path, IEnumerable<ReportedSeries> forecasts)
    {
        using SepWriter writer = new Sep(',').Writer(options => options with { Escape = true }).ToFile(path);
        foreach (ReportedSeries series in forecasts)
        {
            for (int step = 0; step < series.Ahead.Horizon; step++)
            {
                using SepWriter.Row row = writer.NewRow();
                row["series"].Set(series.Name);
                row["step"].Set($"{step + 1}");
                row["time"].Set(series.TimeOf(series.Values.Count + step));
                row["forecast"].Set(Text(series.Ahead.Middle[step]));
                foreach ((float level, IReadOnlyList<float> values) in series.Ahead.Levels.Zip(series.Ahead.Quantiles))
                    row[$"quantile-{Text(level)}"].Set(Text(values[step]));
            }
        }
    }

    private static string Text(float number) => number.ToString(CultureInfo.InvariantCulture);
}
