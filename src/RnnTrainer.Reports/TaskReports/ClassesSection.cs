using RnnTrainer.Pages;

namespace RnnTrainer.TaskReports;

/// <summary>How well each class is told.</summary>
internal static class ClassesSection
{
    /// <summary>Classes in the table, so that the page stays small; the most frequent are shown.</summary>
    private const int Most = 200;

    /// <summary>The section.</summary>
    /// <param name="confusion">What was taken for what.</param>
    /// <param name="nouns">What was counted: "rows".</param>
    public static Html Of(ConfusionCounts confusion, string nouns)
    {
        string[] columns = ["Class", char.ToUpperInvariant(nouns[0]) + nouns[1..], "Precision", "Recall", "F1", "Main error"];
        RnnLabelMetrics[] labels = [.. confusion.Labels];
        ILookup<int, (int Truth, int Said, long Count)> mistakes = confusion.Mistakes.ToLookup(mistake => mistake.Truth);
        int[] shown = [.. Enumerable.Range(0, labels.Length)];
        if (labels.Length > Most)
            shown = [.. shown.OrderByDescending(index => labels[index].Count).Take(Most)];
        string left = labels.Length > Most ? $" The {Most} most frequent of {labels.Length:N0} classes are shown." : "";
        double recall = labels.Where(label => label.Count > 0).Average(label => label.Recall);
        IEnumerable<(IReadOnlyList<string>, bool)> rows = shown.Select(index => (Row(confusion, labels[index], mistakes[index]), false));
        return PageSection.Of("classes", "Each class", Html.Of($"""
            {PageSection.Table("Figures of each class", columns, rows)}
            <p class="note">Precision: of the {nouns} predicted as the class, the share that is correct. Recall: of the {nouns} of the
            class, the share predicted as it. F1: their harmonic mean. Mean recall (macro accuracy) {recall:0.0000}.{left}</p>
            """));
    }

    private static IReadOnlyList<string> Row(
        ConfusionCounts confusion, RnnLabelMetrics label, IEnumerable<(int Truth, int Said, long Count)> mistakes) =>
    [
        label.Label, FormattableString.Invariant($"{label.Count:N0}"), Share(label.Precision, label.PredictedCount),
        Share(label.Recall, label.Count), Share(label.F1, label.Count + label.PredictedCount),
        mistakes.Select(mistake => FormattableString.Invariant($"{confusion.Classes[mistake.Said]} ({mistake.Count:N0}×)"))
            .FirstOrDefault("–"),
    ];

    private static string Share(double share, long of) => of == 0 ? "–" : FormattableString.Invariant($"{share:0.0000}");
}
