using RnnTrainer.Pages;

namespace RnnTrainer.Curves;

/// <summary>How what was measured went from epoch to epoch: a plot for each measure, and the figures.</summary>
internal static class CurvesSection
{
    /// <summary>The section.</summary>
    /// <param name="history">The epochs.</param>
    /// <param name="best">The number of the best one; null where it is not known.</param>
    /// <param name="test">What the network was measured to do on test rows, by name; empty where that is not known.</param>
    public static Html Of(IReadOnlyList<RnnEpoch> history, int? best, IReadOnlyDictionary<string, double> test)
    {
        CurveEpochs epochs = new(history);
        Html curves = epochs.Epochs.Count switch
        {
            0 => Html.Of($"<p>Not recorded: the model file holds no history.</p>"),
            1 => Html.Of($"<p>There is no curve to draw, as the run had one epoch: {InWords(epochs)}.</p>"),
            _ => Plots(epochs, best, test),
        };
        return PageSection.Of("curves", "Learning curves", Html.Of($"{curves}{Figures(epochs, best)}"));
    }

    private static string InWords(CurveEpochs epochs) => string.Join("; ", epochs.Metrics
        .GroupBy(metric => metric.Rows, metric => $"{metric.Measure} {InWords(CurveEpochs.Value(epochs.Epochs[0], metric), metric)}")
        .Select(rows => $"{ShownMetric.NameOf(rows.Key)} {string.Join(", ", rows)}"));

    private static string InWords(double? value, ShownMetric metric) => metric.IsAccuracy ? $"{value:0.00%}" : ShownMetric.Cell(value);

    private static Html Plots(CurveEpochs epochs, int? best, IReadOnlyDictionary<string, double> test) => Html.Of($"""
        <div class="plots">
        {epochs.Measures.Select(measure => Plot(epochs, measure, TestOf(epochs, measure, best, test)))}
        </div>
        <p class="note">Training figures are means over an epoch, while its weights change, with dropout and augmentation if used.
        Validation is measured at the end of the epoch, without them.{TestNote(epochs, test)}</p>
        """);

    private static string TestNote(CurveEpochs epochs, IReadOnlyDictionary<string, double> test) =>
        epochs.Measures.Any(measure => TestOf(epochs, measure, null, test) is not null)
            ? " The diamond shows the trained network on the rows of this report." : "";

    // Where each epoch was tested, there is a curve already.
    private static (int Epoch, double Value)? TestOf(
        CurveEpochs epochs, ShownMetric[] measure, int? best, IReadOnlyDictionary<string, double> test) =>
        measure.All(metric => metric.Rows != MetricRows.Test)
            && test.TryGetValue(measure[0].Elsewhere(MetricRows.Test).Name, out double value) && double.IsFinite(value)
            ? (best ?? epochs.Epochs[^1].Epoch, value) : null;

    private static Html Plot(CurveEpochs epochs, ShownMetric[] measure, (int, double)? test)
    {
        string title = ShownMetric.Capital(measure[0].Measure);
        IEnumerable<string> courses = measure.Select(metric =>
            $"{ShownMetric.NameOf(metric.Rows)} from {Cell(epochs.Epochs[0], metric)} to {Cell(epochs.Epochs[^1], metric)}");
        string course = $"{title} by epoch: {string.Join(", ", courses)}";
        string caption = epochs.UnitOf(measure[0]) is { } unit ? $"{title}: {unit}" : title;
        return PageFigure.Of(CurvePlot.Svg("", epochs, measure, test), course, caption);
    }

    private static Html Figures(CurveEpochs epochs, int? best)
    {
        string[] columns = ["Epoch", "Steps", .. epochs.Metrics.Select(metric => metric.Title), "Learning rate", "Gradient norm"];
        IEnumerable<(IReadOnlyList<string>, bool)> rows = epochs.Epochs.Select(epoch => (Row(epoch, epochs, epoch.Epoch == best), false));
        return epochs.Epochs.Count == 0 ? default : Html.Of($"""
            <details>
            <summary>Figures of each epoch{(epochs.Every > 1 ? $", one in {epochs.Every} shown" : "")}</summary>
            {PageSection.Table("Figures of each epoch", columns, rows)}
            </details>
            """);
    }

    private static IReadOnlyList<string> Row(RnnEpoch epoch, CurveEpochs epochs, bool isKept) =>
    [
        isKept ? $"{epoch.Epoch} (best)" : $"{epoch.Epoch}", $"{epoch.Step:N0}", .. epochs.Metrics.Select(metric => Cell(epoch, metric)),
        $"{epoch.LearningRate:0.######}", $"{epoch.GradientNorm:0.000}",
    ];

    private static string Cell(RnnEpoch epoch, ShownMetric metric) =>
        CurveEpochs.Value(epoch, metric) is { } value ? ShownMetric.Cell(value) : "–";
}
