namespace RnnTrainer.Pages;

/// <summary>Plots as figures of the page.</summary>
internal static class PageFigure
{
    /// <summary>A figure that is as wide as there is room.</summary>
    /// <param name="svg">The plot: an <c>svg</c> element.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    /// <param name="caption">What stands below it.</param>
    public static Html Of(string svg, string label, string caption) =>
        Html.Of($"<figure class=\"plot\">{Labelled(svg, label)}<figcaption>{caption}</figcaption></figure>\n");

    /// <summary>A figure of a plot with a title and much in it: in a small window it can be moved; on a phone it is shown whole.</summary>
    /// <param name="svg">The plot: an <c>svg</c> element.</param>
    /// <param name="label">What it shows, for those who do not see it.</param>
    public static Html Wide(string svg, string label) =>
        Html.Of($"<figure class=\"plot wide scroll\" tabindex=\"0\">{Labelled(svg, label)}</figure>\n");

    private static Html Labelled(string svg, string label) =>
        Html.Of($"<svg aria-label=\"{label}\" {new Html(svg["<svg ".Length..])}");
}
