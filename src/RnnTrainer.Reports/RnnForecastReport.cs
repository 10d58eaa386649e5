using System.Text;
using Microsoft.ML;
using RnnTrainer.Files;
using RnnTrainer.ForecastReports;

namespace RnnTrainer;

/// <summary>Reports on the forecasts of a network; for other tasks see <see cref="RnnReport"/>.</summary>
/// <example>
/// <code>
/// forecaster.SaveForecastReport("sales.html", rows, new RnnForecastReportOptions { Title = "Sales", TimeColumnName = "Day" });
/// </code>
/// </example>
public static class RnnForecastReport
{
    /// <summary>
    /// Writes what a network forecasts of the series of a view as one HTML file, which loads nothing from elsewhere: each series with the
    /// fan of its quantiles, the comparison of its last values with their forecast and the seasonal naive one, learning curves, settings
    /// and versions. It is made for light and dark screens, phones and paper; all text of the data is escaped.
    /// </summary>
    /// <param name="transformer">The network.</param>
    /// <param name="path">Where to write the file. It is whole or not there, and replaces one that is.</param>
    /// <param name="data">
    /// Rows in long form, as <see cref="RnnForecastTransformer.Forecast(IDataView)"/> takes them. They are read several times.
    /// </param>
    /// <param name="options">What is shown; <see langword="null"/>: the defaults.</param>
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
