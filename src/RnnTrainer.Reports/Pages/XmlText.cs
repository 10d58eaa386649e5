using System.Text;
using System.Xml;

namespace RnnTrainer.Pages;

/// <summary>Text from data, which can hold characters that no XML can, not even escaped.</summary>
internal static class XmlText
{
    /// <summary>The text with U+FFFD in place of each such character, and of halves of surrogate pairs.</summary>
    public static string Of(string text) => string.Concat(text.EnumerateRunes().Select(Valid));

    private static Rune Valid(Rune rune) => rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune;
}
