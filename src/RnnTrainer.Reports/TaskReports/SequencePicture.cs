using RnnTrainer.Pages;
using RnnTrainer.Plots;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>
/// What a sequence looks like: few inputs as lines over the time steps; many as an image with a row of pixels for each step, the larger a
/// number the darker, or the lighter on a dark page; tokens as text.
/// </summary>
internal static class SequencePicture
{
    /// <summary>From here on inputs make an image; lines could not be told apart.</summary>
    private const int ManyInputs = 7;

    /// <summary>Steps and inputs of an image, so that the page stays small; the first are shown.</summary>
    private const int MostPixels = 128;

    private const int MostTokens = 40;

    /// <summary>Whether a row's sequence is known, and drawn, not written.</summary>
    public static bool IsDrawn(RnnModel network, WorstRow row) => network.TokenCount == 0 && row.Sequence.Length > 0;

    /// <summary>Whether a network's sequences are drawn as images.</summary>
    public static bool IsImage(RnnModel network) => network.InputSize >= ManyInputs;

    /// <summary>The picture.</summary>
    public static Html Of(RnnModel network, WorstRow row)
    {
        int inputs = network.InputSize, steps = row.Sequence.Length / inputs;
        if (steps == 0)
            return default;
        if (!IsImage(network))
        {
            float[][] lines = [.. Enumerable.Range(0, inputs).Select(input =>
                Enumerable.Range(0, steps).Select(step => row.Sequence[(step * inputs) + input]).ToArray())];
            return Html.Of($"<svg role=\"img\" aria-label=\"{row.Story}\" {new Html(SparkLines.Svg(lines)["<svg ".Length..])}");
        }
        int width = Math.Min(inputs, MostPixels), height = Math.Min(steps, MostPixels);
        string source = $"data:image/png;base64,{Convert.ToBase64String(GreyImage.Png(row.Sequence, inputs, width, height))}";
        return Html.Of($"<img src=\"{new Html(source)}\" width=\"{width}\" height=\"{height}\" alt=\"{row.Story}\" />");
    }

    /// <summary>A sequence of tokens as text; empty where it is not known.</summary>
    public static string Text(RnnModel network, WorstRow row) =>
        string.Join(' ', Words(network, row)) + (row.Sequence.Length > MostTokens ? " …" : "");

    /// <summary>The first tokens of a sequence; none where inputs are numbers.</summary>
    public static IReadOnlyList<string> Words(RnnModel network, WorstRow row)
    {
        if (network.TokenCount == 0)
            return [];
        IReadOnlyList<object> values = network.TokenValues;
        return [.. row.Sequence.Take(MostTokens).Select(token => values.Count == 0 ? FormattableString.Invariant($"{token}")
            : token == 0 ? "?" : LabelValueText.Write(values[(int)token - 1]))];
    }
}
