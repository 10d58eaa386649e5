namespace RnnTrainer.Pages;

/// <summary>The parts that sections of the page are made of.</summary>
internal static class PageSection
{
    /// <summary>A section under a heading.</summary>
    /// <param name="id">The heading's, for links to it.</param>
    /// <param name="title">The heading.</param>
    /// <param name="content">What is below it.</param>
    public static Html Of(string id, string title, Html content) => Html.Of($"""
        <section aria-labelledby="{id}">
        <h2 id="{id}">{title}</h2>
        {content}
        </section>
        """);

    /// <summary>A table in a box that scrolls where the table is wider than the page.</summary>
    /// <param name="label">What it holds.</param>
    /// <param name="columns">The heads of the columns.</param>
    /// <param name="rows">
    /// The rows, each with whether it is marked; its first cell is its head, and the last cell of a short one fills it.
    /// </param>
    /// <param name="isText">Whether the cells are words, not numbers.</param>
    public static Html Table(
        string label, IReadOnlyList<string> columns, IEnumerable<(IReadOnlyList<string> Cells, bool IsMarked)> rows, bool isText = false)
    {
        Html style = new(isText ? " class=\"text\"" : "");
        return Html.Of($"""
            <div class="scroll" tabindex="0" role="region" aria-label="{label}">
            <table{style}>
            <thead><tr>{columns.Select(column => Html.Of($"<th scope=\"col\">{column}</th>"))}</tr></thead>
            <tbody>
            {rows.Select(row => Row(row.Cells, row.IsMarked, columns.Count))}</tbody>
            </table>
            </div>
            """);
    }

    /// <summary>The figures that are asked for first: names, values, and a note on each.</summary>
    public static Html Figures(IEnumerable<(string Name, string Value, string Note)> figures) => Html.Of($"""
        <dl class="figures">
        {figures.Select(figure => Html.Of(
            $"<div><dt>{figure.Name}</dt><dd>{figure.Value}</dd><dd class=\"note\">{figure.Note}</dd></div>\n"))}</dl>
        """);

    /// <summary>Short facts: names, and what is to be said of each.</summary>
    public static Html Facts(IEnumerable<(string Name, string Value)> facts) => Html.Of($"""
        <dl class="facts">
        {facts.Select(fact => Html.Of($"<div><dt>{fact.Name}</dt><dd>{fact.Value}</dd></div>\n"))}</dl>
        """);

    private static Html Row(IReadOnlyList<string> cells, bool isMarked, int columns)
    {
        Html mark = new(isMarked ? " class=\"marked\"" : ""), wide = new($" class=\"remark\" colspan=\"{columns - cells.Count + 1}\"");
        IEnumerable<Html> data = cells.Skip(1).Select((cell, index) =>
            Html.Of($"<td{(cells.Count < columns && index == cells.Count - 2 ? wide : default)}>{cell}</td>"));
        return Html.Of($"<tr{mark}><th scope=\"row\">{cells[0]}</th>{data}</tr>\n");
    }
}
