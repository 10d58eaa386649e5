using System.Text;
using Microsoft.ML;
using RnnTrainer.Files;
using RnnTrainer.NetworkReports;

namespace RnnTrainer;

/// <summary>Reports on networks of every task; for forecasts see <see cref="RnnForecastReport"/>.</summary>
/// <example>
/// <code>
/// IDataView scored = network.Transform(test);
/// network.SaveReport("report.html", scored, new RnnReportOptions { Title = "Machines" });
/// </code>
/// </example>
public static class RnnReport
{
    /// <summary>
    /// Writes how good a network is, and how it came about, as one HTML file, which loads nothing from elsewhere: the figures of its task
    /// and learning curves; of classes the confusion matrix, mistakes, each class and calibration, and where labels are in BIO form the
    /// chunks; of numbers residuals and calibration; of quantiles their coverage; the worst rows with their sequences, and a few of
    /// them step by step; the layers, settings and versions. It is made for light and dark screens, phones and paper; all text of the data
    /// is escaped.
    /// </summary>
    /// <remarks>
    /// Rows are read once, and few are kept, so that the view may be larger than memory. Plots show a sample of many rows, and say so. The
    /// same rows give the same page, but for the time that it names.
    /// </remarks>
    /// <param name="transformer">The network.</param>
    /// <param name="path">Where to write the file. It is whole or not there, and replaces one that is.</param>
    /// <param name="data">
    /// Labelled rows that were not trained on: scored, with the network's column <c>Score</c>, or to be scored, with its features. Where
    /// the features are there, the worst rows are shown with their sequences.
    /// </param>
    /// <param name="options">What is shown; <see langword="null"/>: the defaults.</param>
    /// <param name="cancellationToken">Ends the reading of rows; no file is written then.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    /// <exception cref="RnnRowException">A row cannot be used.</exception>
    /// <exception cref="InvalidOperationException">No row has a label and a score.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static void SaveReport(this RnnTransformer transformer, string path, IDataView data, RnnReportOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transformer);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(data);
        NetworkContent content = NetworkReading.Of(transformer, data, options ?? new(), rowRead: null, cancellationToken);
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(NetworkPage.Of(content).Text)));
    }
}
