using Microsoft.ML.Data;
using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>How well each class is told.</summary>
internal static class ReportClasses
{
    private static readonly string[] Columns = ["Class", "Images", "Precision", "Recall", "F1", "Most often taken for"];

    public static Html Of(ReportContent content)
    {
        IReadOnlyList<string> classes = content.Model.Classes;
        ConfusionMatrix confusion = content.Evaluation.Metrics.ConfusionMatrix;
        return PageSection.Of("classes", "Each class", Html.Of($"""
            {PageSection.Table("Figures of each class", Columns, EvaluationTables.F1(confusion).Select((f1, index) => (Row(classes, index, confusion, f1), false)))}
            <p class="note">Precision: of the images said to be of the class, the share that is. Recall: of the images of the class,
            the share told as such. F1: their harmonic mean. Mean recall (macro accuracy) {content.Evaluation.Metrics.MacroAccuracy:0.0000}.</p>
            """));
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<string> classes, int index, ConfusionMatrix confusion, double f1)
    {
        IReadOnlyList<double> row = confusion.Counts[index];
        (int other, double count) = row.Index().Where(cell => cell.Index != index).MaxBy(cell => cell.Item);
        string taken = count == 0 ? "–" : $"{classes[other]} ({count:0}×)";
        string[] shares = [.. ((double[])[confusion.PerClassPrecision[index], confusion.PerClassRecall[index], f1]).Select(Share)];
        return [classes[index], $"{row.Sum():N0}", .. shares, taken];
    }

    private static string Share(double share) => double.IsNaN(share) ? "–" : $"{share:0.0000}";
}
