using RnnTrainer.Curves;
using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.NetworkReports;

/// <summary>What a network relies on: how much worse it gets where a part of its inputs says nothing of its row any more.</summary>
internal static class ImportanceSection
{
    private static readonly string[] Columns = ["Permuted", "Importance", "Deviation", ""];

    /// <summary>Parts shown of each, so that the page stays small; the most important.</summary>
    private const int Most = 40;

    /// <summary>The section; empty where nothing was found out.</summary>
    public static Html Of(IReadOnlyList<RnnImportance> found) => found.Count == 0 ? default
        : PageSection.Of("importance", "What the network relies on", Html.Of($"{found.Select(Table)}"));

    private static Html Table(RnnImportance importance)
    {
        RnnImportanceItem[] items = [.. importance.Items.OrderByDescending(item => item.Mean)];
        double largest = items.Select(item => Math.Abs(item.Mean)).Where(double.IsFinite).DefaultIfEmpty(0).Max();
        string metric = new ShownMetric(importance.Metric).Heading;
        string left = items.Length > Most ? $" The {Most} most important of {items.Length:N0} are shown." : "";
        return Html.Of($"""
            <p>How much worse the {metric} of {NumberText.Value(importance.Baseline)} gets when values are permuted between rows:
            mean of {CountText.Of(importance.Repeats, "repeat")}.{left}</p>
            <div class="scroll" tabindex="0" role="region" aria-label="Importance by {metric}">
            <table>
            <thead><tr>{Columns.Select(column => Html.Of($"<th scope=\"col\">{column}</th>"))}</tr></thead>
            <tbody>
            {items.Take(Most).Select(item => Row(item, largest))}</tbody>
            </table>
            </div>

            """);
    }

    private static Html Row(RnnImportanceItem item, double largest)
    {
        double share = largest > 0 && item.Mean > 0 ? item.Mean / largest : 0;
        Html bar = Html.Of($"<td class=\"bar\"><span style=\"--share:{share:0.####}\"></span></td>");
        return Html.Of($"<tr><th scope=\"row\">{item.Name}</th><td>{NumberText.Value(item.Mean)}</td>"
            + $"<td>{NumberText.Value(item.Deviation)}</td>{bar}</tr>\n");
    }
}
