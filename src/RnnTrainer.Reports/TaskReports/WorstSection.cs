using RnnTrainer.Pages;

namespace RnnTrainer.TaskReports;

/// <summary>The rows on which the network is farthest from right, with their sequences where these are known.</summary>
internal static class WorstSection
{
    /// <summary>The section.</summary>
    /// <param name="id">The heading's, for links to it.</param>
    /// <param name="title">The heading.</param>
    /// <param name="network">The network, which knows what sequences hold.</param>
    /// <param name="worst">The rows.</param>
    /// <param name="what">What they are, in which order, and what is said of each.</param>
    /// <param name="heads">What <see cref="WorstRow.Title"/> and <see cref="WorstRow.Detail"/> are, at the head of a table.</param>
    public static Html Of(
        string id, string title, RnnModel network, IReadOnlyList<WorstRows> worst, string what, (string Title, string Detail) heads)
    {
        WorstRow[] rows = [.. worst.SelectMany(one => one.Rows)];
        Html shown = rows.Length == 0 ? default
            : rows.Any(row => SequencePicture.IsDrawn(network, row)) ? Wall(network, rows) : List(network, rows, heads);
        return PageSection.Of(id, title, Html.Of($"""
            <p>{Summary(rows.Length, worst.Sum(one => one.Count), what)}</p>
            {shown}
            """));
    }

    private static string Summary(int shown, long all, string what) =>
        all == 0 ? "None: every prediction is correct."
        : shown == all ? FormattableString.Invariant($"All {all:N0} {what}.")
        : FormattableString.Invariant($"The first {shown:N0} of {all:N0} {what}.");

    private static Html Wall(RnnModel network, WorstRow[] rows) => Html.Of($"""
        <ul class="wall{(SequencePicture.IsImage(network) ? "" : " wide")}">
        {rows.Select(row => Card(network, row))}</ul>
        """);

    private static Html Card(RnnModel network, WorstRow row)
    {
        Html caption = Html.Of($"<figcaption><b>{row.Title}</b> {row.Detail}<small>{row.Name}</small></figcaption>");
        return Html.Of($"<li><figure title=\"{row.Story}\">{SequencePicture.Of(network, row)}{caption}</figure></li>\n");
    }

    private static Html List(RnnModel network, WorstRow[] rows, (string Title, string Detail) heads)
    {
        bool hasText = rows.Any(row => row.Sequence.Length > 0);
        string[] columns = ["Row", heads.Title, heads.Detail, .. hasText ? ["Sequence"] : (string[])[]];
        return PageSection.Table("The worst rows", columns, rows.Select(row => ((IReadOnlyList<string>)
            [row.Name, row.Title, row.Detail, .. hasText ? [SequencePicture.Text(network, row)] : (string[])[]], false)), isText: true);
    }
}
