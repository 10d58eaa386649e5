using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>How well each class is told.</summary>
internal static class ReportClasses
{
    private static readonly string[] Columns = ["Class", "Images", "Precision", "Recall", "F1", "Most often taken for"];

    public static Html Of(ReportContent content)
    {
        IReadOnlyList<string> classes = content.Model.Classes;
        ConfusionMatrix confusion = content.Metrics.ConfusionMatrix;
        return ReportSection.Of("classes", "Each class", Html.Of($"""
            {ReportSection.Table("Figures of each class", Columns, classes.Select((_, index) => (Row(classes, index, confusion), false)))}
            <p class="note">Precision: of the images said to be of the class, the share that is. Recall: of the images of the class,
            the share told as such. F1: their harmonic mean. Mean recall (macro accuracy) {content.Metrics.MacroAccuracy:0.0000}.</p>
            """));
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<string> classes, int index, ConfusionMatrix confusion)
    {
        IReadOnlyList<double> row = confusion.Counts[index];
        double images = row.Sum(), said = confusion.Counts.Sum(other => other[index]), right = row[index];
        (int other, double count) = row.Index().Where(cell => cell.Index != index).MaxBy(cell => cell.Item);
        string taken = count == 0 ? "–" : $"{classes[other]} ({count:0}×)";
        return [classes[index], $"{images:N0}", Share(right, said), Share(right, images), Share(2 * right, images + said), taken];
    }

    private static string Share(double part, double whole) => whole == 0 ? "–" : $"{part / whole:0.0000}";
}
