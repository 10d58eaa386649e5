using System.Text;
using RnnTrainer.Curves;
using RnnTrainer.Files;

namespace RnnTrainer;

/// <summary>Extension methods that draw learning curves from training histories, such as <see cref="RnnTransformer.History"/>.</summary>
/// <example>
/// <code>
/// network.History.SaveAsSvg("curves.svg");
/// </code>
/// </example>
public static class RnnLearningCurves
{
    /// <summary>
    /// Draws the learning curves as one SVG file: a plot for each metric, with one line each for training, validation and test rows. The
    /// background is transparent; text is dark, or light if the reader prefers a dark color scheme. A history of more than 200 epochs is
    /// thinned out evenly.
    /// </summary>
    /// <param name="history">The epochs. Metrics whose names begin with "Test" are shown as those of test rows.</param>
    /// <param name="path">The file to write. It replaces an existing file, and only once it is complete.</param>
    /// <exception cref="ArgumentException">The history is empty.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveAsSvg(this IReadOnlyList<RnnEpoch> history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (history.Count == 0)
            throw new ArgumentException("The history has no epochs to draw. Train for at least one epoch.", nameof(history));
        string svg = CurvesDrawing.Svg(new CurveEpochs(history));
        WholeFile.Write(path, stream => stream.Write(Encoding.UTF8.GetBytes(svg)));
    }
}
