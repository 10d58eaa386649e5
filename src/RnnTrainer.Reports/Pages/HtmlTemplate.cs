using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace RnnTrainer.Pages;

/// <summary>
/// An interpolated string of HTML. The compiler hands over what stands in braces part by part, so that nothing reaches the page
/// without being escaped: no caller can forget it.
/// </summary>
[InterpolatedStringHandler]
internal readonly ref struct HtmlTemplate
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly StringBuilder text;

    public HtmlTemplate(int literalLength, int formattedCount) => text = new StringBuilder(literalLength + 16 * formattedCount);

    public void AppendLiteral(string markup) => text.Append(markup);

    /// <summary>HTML as it is, one piece or many; anything else escaped.</summary>
    public void AppendFormatted<T>(T value, string? format = null) => text.Append(value switch
    {
        Html html => html.Text,
        IEnumerable<Html> parts => string.Concat(parts),
        IFormattable number => Escape(number.ToString(format, CultureInfo.InvariantCulture)),
        _ => Escape($"{value}"),
    });

    public override string ToString() => text.ToString();

    private static string Escape(string value) => Encoder.Encode(XmlText.Of(value));
}
