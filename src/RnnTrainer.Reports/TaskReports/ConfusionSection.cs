using RnnTrainer.Pages;

namespace RnnTrainer.TaskReports;

/// <summary>The confusion matrix: a table whose cells are colored by their share of the row, and the most frequent mistakes.</summary>
internal static class ConfusionSection
{
    /// <summary>More classes make a table that nobody reads and a page that is too large.</summary>
    private const int MostClasses = 40;

    /// <summary>From here on the table shows counts only; the shares are in the tooltips.</summary>
    private const int ManyClasses = 13;

    private const int MostPairs = 8;

    /// <summary>The section.</summary>
    /// <param name="confusion">What was taken for what.</param>
    /// <param name="nouns">What was counted: "rows".</param>
    public static Html Of(ConfusionCounts confusion, string nouns)
    {
        Html matrix = confusion.Classes.Count <= MostClasses ? Matrix(confusion, nouns) : Html.Of(
            $"<p>A table of {confusion.Classes.Count:N0} classes is too large to read; these are the most frequent mistakes.</p>");
        return PageSection.Of("confusion", "Confusion matrix", Html.Of($"{matrix}{Pairs(confusion)}"));
    }

    private static Html Matrix(ConfusionCounts confusion, string nouns) => Html.Of($"""
        <figure>
        <div class="scroll" tabindex="0" role="region" aria-label="Confusion matrix">
        <table class="matrix{(confusion.Classes.Count >= ManyClasses ? " many" : "")}">
        <thead>
        <tr><td></td><th scope="colgroup" colspan="{confusion.Classes.Count}" class="axis">Predicted</th></tr>
        <tr><th scope="col" class="axis">Actual</th>{confusion.Classes.Select(name => Html.Of($"<th scope=\"col\">{name}</th>"))}</tr>
        </thead>
        <tbody>
        {confusion.Classes.Select((_, truth) => Row(confusion, truth))}</tbody>
        </table>
        </div>
        <figcaption>Test {nouns}, and their share of the row. <span class="key right">correct</span> <span class="key wrong">wrong</span>:
        the stronger the color, the larger the share. Mistakes have a stronger scale, so that rare ones stay visible.</figcaption>
        </figure>
        """);

    private static Html Row(ConfusionCounts confusion, int truth) => Html.Of($"<tr><th scope=\"row\">{confusion.Classes[truth]}</th>"
        + $"{confusion.Classes.Select((_, said) => Cell(confusion, truth, said))}</tr>\n");

    private static Html Cell(ConfusionCounts confusion, int truth, int said)
    {
        long count = confusion.Of(truth, said), all = confusion.Labelled(truth);
        if (count == 0)
            return Html.Of($"<td class=\"none\">0</td>");
        bool isRight = truth == said;
        double share = (double)count / all, strength = isRight ? share : Math.Min(1, Math.Sqrt(10 * share));
        string told = isRight ? "correct" : $"predicted as {confusion.Classes[said]}";
        string tip = FormattableString.Invariant($"{confusion.Classes[truth]} {told}: {count:N0} of {all:N0} ({share:0.0%})");
        Html look = Html.Of($"class=\"{(isRight ? "right" : "wrong")}\" style=\"--strength:{strength:0.###}\"");
        return Html.Of($"<td {look} title=\"{tip}\">{count:0}<small>{share:0.0%}</small></td>");
    }

    private static Html Pairs(ConfusionCounts confusion)
    {
        (int Truth, int Said, long Count)[] pairs = [.. confusion.Mistakes.Take(MostPairs)];
        return pairs is [] ? Html.Of($"<p>No mistakes.</p>") : Html.Of($"""
            <h3>The most frequent mistakes</h3>
            <ol class="pairs">
            {pairs.Select(pair => Pair(
                confusion.Classes[pair.Truth], confusion.Classes[pair.Said], pair.Count, confusion.Labelled(pair.Truth)))}</ol>
            """);
    }

    private static Html Pair(string truth, string said, long count, long all) => Html.Of(
        $"<li><b>{truth} → {said}</b> {(count == 1 ? "once" : $"{count:0} times")}, {(double)count / all:0.0%} of the {all:N0}</li>\n");
}
