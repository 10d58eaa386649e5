using System.Text;
using Microsoft.ML;
using RnnTrainer.Files;
using RnnTrainer.NetworkReports;

namespace RnnTrainer;

/// <summary>Extension methods that write a report on a network of any task. For forecasts, see <see cref="RnnForecastReport"/>.</summary>
/// <example>
/// <code>
/// IDataView scored = network.Transform(test);
/// network.SaveReport("report.html", scored, new RnnReportOptions { Title = "Machines" });
/// </code>
/// </example>
public static class RnnReport
{
    /// <summary>
    /// Writes a report on a network's quality and training as one self-contained HTML file: the metrics of its task and learning curves;
    /// for classes the confusion matrix, mistakes, metrics per class and calibration, and chunks if labels are in BIO form; for numbers
    /// residuals and calibration; for quantiles their coverage; the worst rows with their sequences, some of them step by step; layers,
    /// settings and versions. The page fits light and dark screens, phones and paper; all text from the data is escaped.
    /// </summary>
    /// <remarks>
    /// Rows are read once and few are kept, so the view may be larger than memory. If there are many rows, plots show a sample and say so.
    /// The same rows give the same page, except for the time shown on it.
    /// </remarks>
    /// <param name="transformer">The network.</param>
    /// <param name="path">The file to write. It replaces an existing file, and only once it is complete.</param>
    /// <param name="data">
    /// Labeled rows that were not used for training: already scored, with the network's <c>Score</c> column, or with its features, to be
    /// scored here. If the features are present, the worst rows are shown with their sequences.
    /// </param>
    /// <param name="options">What to show; <see langword="null"/>: the defaults.</param>
    /// <param name="cancellationToken">Cancels reading; no file is written then.</param>
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    /// <exception cref="RnnRowException">A row cannot be used.</exception>
    /// <exception cref="InvalidOperationException">No row has a label and a score.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The report was canceled.</exception>
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
