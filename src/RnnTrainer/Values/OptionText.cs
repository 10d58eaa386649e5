using System.Globalization;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Values;

/// <summary>
/// A sentence that knows where it names options and metrics, written as
/// <c>$"{nameof(RnnOptions.Epochs):option} ({Epochs}) ..."</c> and <c>$"... or monitor {RnnMetric.Loss:metric}"</c>.
/// </summary>
/// <param name="literalLength">Characters between the holes.</param>
/// <param name="formattedCount">Holes.</param>
[InterpolatedStringHandler]
internal sealed class OptionText(int literalLength, int formattedCount)
{
    private const string Option = "option", Metric = "metric";

    private readonly List<(string Text, string? NameOf)> parts = new(Math.Min(literalLength, formattedCount + 1) + formattedCount);

    public void AppendLiteral(string text) => parts.Add((text, null));

    public void AppendFormatted<T>(T value) => AppendLiteral(string.Create(CultureInfo.InvariantCulture, $"{value}"));

    /// <param name="name">A name.</param>
    /// <param name="format">What it is the name of: "option" or "metric".</param>
    public void AppendFormatted(string name, string format) => parts.Add((name, format));

    /// <param name="names">Names, to be joined with commas.</param>
    /// <param name="format">What they are the names of: "option" or "metric".</param>
    public void AppendFormatted(IEnumerable<string> names, string format)
    {
        foreach ((int i, string name) in names.Index())
        {
            if (i > 0)
                AppendLiteral(", ");
            AppendFormatted(name, format);
        }
    }

    /// <summary>The sentence, with the names that users know options and metrics by.</summary>
    public string ToString(Func<string, string> optionOf, Func<string, string> metricOf) => string.Concat(parts.Select(part =>
        part.NameOf == Option ? optionOf(part.Text) : part.NameOf == Metric ? metricOf(part.Text) : part.Text));
}
