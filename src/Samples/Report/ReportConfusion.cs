using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>The confusion matrix: a table whose cells are coloured by their share of the row, and the most frequent mistakes.</summary>
internal static class ReportConfusion
{
    /// <summary>More classes make a table that nobody reads and a page that is too large.</summary>
    private const int MostClasses = 40;

    /// <summary>From here on the table shows counts only; the shares are in the tooltips.</summary>
    private const int ManyClasses = 13;

    private const int MostPairs = 8;

    public static Html Of(ReportContent content)
    {
        IReadOnlyList<IReadOnlyList<double>> counts = content.Evaluation.Metrics.ConfusionMatrix.Counts;
        IReadOnlyList<string> classes = content.Model.Classes;
        Html matrix = classes.Count <= MostClasses ? Matrix(counts, classes)
            : Html.Of($"<p>A table of {classes.Count} classes is too large to read; these are the most frequent mistakes.</p>");
        return PageSection.Of("confusion", "Confusion matrix", Html.Of($"{matrix}{Pairs(counts, classes)}"));
    }

    private static Html Matrix(IReadOnlyList<IReadOnlyList<double>> counts, IReadOnlyList<string> classes) => Html.Of($"""
        <figure>
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
        <table class="matrix{(classes.Count >= ManyClasses ? " many" : "")}">
        <thead>
        <tr><td></td><th scope="colgroup" colspan="{classes.Count}" class="axis">What the model said</th></tr>
        <tr><th scope="col" class="axis">What it is</th>{classes.Select(name => Html.Of($"<th scope=\"col\">{name}</th>"))}</tr>
        </thead>
        <tbody>
        {classes.Select((_, truth) => Row(counts[truth], classes, truth))}</tbody>
        </table>
        </div>
        <figcaption>Test images, and their share of the row. <span class="key right">right</span> <span class="key wrong">wrong</span>:
        the stronger the colour, the larger the share. Mistakes are coloured more strongly, or few could be seen.</figcaption>
        </figure>
        """);

    private static Html Cell(IReadOnlyList<double> row, IReadOnlyList<string> classes, int truth, int said)
    {
        double count = row[said], share = count / Math.Max(1, row.Sum());
        if (count == 0)
            return Html.Of($"<td class=\"none\">0</td>");
        bool isRight = truth == said;
        double strength = isRight ? share : Math.Min(1, Math.Sqrt(10 * share));
        string tip = $"{classes[truth]} {(isRight ? "told right" : $"taken for {classes[said]}")}: {count:0} of {row.Sum():0} ({share:0.0%})";
        Html look = Html.Of($"class=\"{(isRight ? "right" : "wrong")}\" style=\"--strength:{strength:0.###}\"");
        return Html.Of($"<td {look} title=\"{tip}\">{count:0}<small>{share:0.0%}</small></td>");
    }

    private static Html Row(IReadOnlyList<double> row, IReadOnlyList<string> classes, int truth) => Html.Of(
        $"<tr><th scope=\"row\">{classes[truth]}</th>{classes.Select((_, said) => Cell(row, classes, truth, said))}</tr>\n");

    private static Html Pairs(IReadOnlyList<IReadOnlyList<double>> counts, IReadOnlyList<string> classes)
    {
        (int Truth, int Said, double Count)[] pairs = [.. counts
            .SelectMany((row, truth) => row.Select((count, said) => (truth, said, count)))
            .Where(pair => pair.truth != pair.said && pair.count > 0).OrderByDescending(pair => pair.count).Take(MostPairs)];
        return pairs is [] ? Html.Of($"<p>There is no mistake.</p>") : Html.Of($"""
            <h3>The most frequent mistakes</h3>
            <ol class="pairs">
            {pairs.Select(pair => Pair(classes[pair.Truth], classes[pair.Said], pair.Count, counts[pair.Truth].Sum()))}</ol>
            """);
    }

    private static Html Pair(string truth, string said, double count, double all) => Html.Of(
        $"<li><b>{truth} → {said}</b> {(count == 1 ? "once" : $"{count:0} times")}, {count / all:0.0%} of the {all:N0}</li>\n");
}
