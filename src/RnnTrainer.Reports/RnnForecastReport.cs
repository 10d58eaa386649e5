using System.Text;
using Microsoft.ML;
using RnnTrainer.Files;
using RnnTrainer.ForecastReports;

namespace RnnTrainer;

/// <summary>Extension methods that write a report on a network's forecasts. For other tasks, see <see cref="RnnReport"/>.</summary>
/// <example>
/// <code>
/// forecaster.SaveForecastReport("sales.html", rows, new RnnForecastReportOptions { Title = "Sales", TimeColumnName = "Day" });
/// </code>
/// </example>
public static class RnnForecastReport
{
    /// <summary>
    /// Writes a network's forecasts of the series in a view as one self-contained HTML file: each series with the fan of its quantiles, a
    /// comparison of its last values with their forecast and the seasonal naive forecast, learning curves, settings and versions. The page
    /// fits light and dark screens, phones and paper; all text from the data is escaped.
    /// </summary>
    /// <param name="transformer">The network.</param>
    /// <param name="path">The file to write. It replaces an existing file, and only once it is complete.</param>
    /// <param name="data">
    /// Rows in long form, as <see cref="RnnForecastTransformer.Forecast(IDataView)"/> takes them. They are read several times.
    /// </param>
    /// <param name="options">What to show; <see langword="null"/>: the defaults.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    /// <exception cref="RnnRowException">A row cannot be used.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveForecastReport(
        this RnnForecastTransformer transformer, string path, IDataView data, RnnForecastReportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(data);
        ForecastContent content = ForecastReading.Of(transformer, data, options ?? new(), maker: "RnnTrainer");
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(ForecastPage.Of(content).Text)));
    }
}
