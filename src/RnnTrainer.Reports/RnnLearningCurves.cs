using System.Text;
using RnnTrainer.Curves;
using RnnTrainer.Files;

namespace RnnTrainer;

/// <summary>Draws histories of training, such as <see cref="RnnTransformer.History"/>.</summary>
/// <example>
/// <code>
/// network.History.SaveAsSvg("curves.svg");
/// </code>
/// </example>
public static class RnnLearningCurves
{
    /// <summary>
    /// Draws the learning curves as one SVG file: a plot for each measure, with a line each for training, validation and test rows. The
    /// background is transparent; letters are dark, or light where the reader prefers a dark scheme. Of more than 200 epochs some are left
    /// out, at equal distances.
    /// </summary>
    /// <param name="history">The epochs. Metrics whose name begins with "Test" are those of test rows.</param>
    /// <param name="path">Where to write the file. It is whole or not there, and replaces one that is.</param>
    /// <exception cref="ArgumentException">There is no epoch.</exception>
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
