using RnnTrainer.Pages;
using SkiaSharp;

namespace RnnTrainer.Samples;

/// <summary>A wall of the images that the model is wrong on, and most sure of.</summary>
internal static class ReportMistakes
{
    private const int Most = 60;

    public static Html Of(ReportContent content)
    {
        Verdict[] mistakes = [.. content.Evaluation.Mistakes];
        return PageSection.Of("mistakes", "Mistakes", Html.Of($"""
            <p>{Summary(mistakes.Length)}</p>
            <ul class="wall">
            {mistakes.Take(Most).Select(mistake => Item(content.Model, mistake))}</ul>
            """));
    }

    private static string Summary(int count) => count switch
    {
        0 => "There is none: the model is right on every test image.",
        1 => "The only mistake: what the image is → what the model said, and how sure it was.",
        <= Most => $"All {count} mistakes, the surest first: what the image is → what the model said, and how sure it was.",
        _ => $"The {Most} surest of {count:N0} mistakes: what the image is → what the model said, and how sure it was.",
    };

    private static Html Item(SavedModel model, Verdict mistake)
    {
        string truth = model.Classes[mistake.Truth], said = model.Classes[mistake.Said], sure = $"{mistake.Score[mistake.Said]:0.0%}";
        string story = $"Test image {mistake.Index} is {truth}, taken for {said} with {sure}";
        using SKData png = GreyPng.Of(mistake.Pixels, model.Height, model.Width);
        string source = $"data:image/png;base64,{Convert.ToBase64String(png.AsSpan())}";
        Html image = Html.Of($"<img src=\"{new Html(source)}\" width=\"{model.Width}\" height=\"{model.Height}\" alt=\"{story}\" />");
        Html caption = Html.Of($"<figcaption><b>{truth} → {said}</b> {sure}</figcaption>");
        return Html.Of($"<li><figure title=\"{story}\">{image}{caption}</figure></li>\n");
    }
}
