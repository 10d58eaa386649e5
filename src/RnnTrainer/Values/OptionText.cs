using System.Globalization;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Values;

/// <summary>A sentence that knows where it names options, written as <c>$"{nameof(RnnOptions.Epochs):option} ({Epochs}) ..."</c>.</summary>
/// <param name="literalLength">Characters between the holes.</param>
/// <param name="formattedCount">Holes.</param>
[InterpolatedStringHandler]
internal sealed class OptionText(int literalLength, int formattedCount)
{
    private readonly List<(string Text, bool IsOption)> parts = new(Math.Min(literalLength, formattedCount + 1) + formattedCount);

    public void AppendLiteral(string text) => parts.Add((text, false));

    public void AppendFormatted<T>(T value) => parts.Add((string.Create(CultureInfo.InvariantCulture, $"{value}"), false));

    /// <param name="name">An option's name.</param>
    /// <param name="format">Says that it is one.</param>
    public void AppendFormatted(string name, string format) => parts.Add((name, format == "option"));

    /// <summary>The sentence, with the names that users know the options by.</summary>
    public string ToString(Func<string, string> nameOf) =>
        string.Concat(parts.Select(part => part.IsOption ? nameOf(part.Text) : part.Text));
}
