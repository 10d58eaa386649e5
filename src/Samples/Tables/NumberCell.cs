using System.Globalization;
using RnnTrainer.Files;

namespace RnnTrainer.Samples;

/// <summary>Numbers as people's files have them.</summary>
internal static class NumberCell
{
    private const int MostShown = 40;

    private static readonly string[] Missing = ["", "NA", "N/A", "NaN", "null", "?", "-"];

    /// <summary>The number in a cell; NaN where it says that there is none.</summary>
    /// <exception cref="FormatException">It holds something else; the message says what is wanted.</exception>
    public static float Read(string cell, bool hasDecimalComma)
    {
        string text = cell.Trim();
        if (Missing.Contains(text, StringComparer.OrdinalIgnoreCase))
            return float.NaN;
        if (Parse(hasDecimalComma ? Swapped(text) : text) is { } number)
            return number;
        string hint = Parse(Swapped(text)) is null ? "Write numbers as 1234.5; leave missing values empty."
            : hasDecimalComma ? "Remove --decimal-comma if numbers use decimal points."
            : "If that is a decimal comma, add --decimal-comma.";
        throw new FormatException($"is '{ErrorText.Short(text, MostShown)}', which is not a number. {hint}");
    }

    /// <summary>Whether a cell holds a number, or says that there is none.</summary>
    public static bool IsNumber(string cell, bool hasDecimalComma) => Missing.Contains(cell.Trim(), StringComparer.OrdinalIgnoreCase)
        || Parse(hasDecimalComma ? Swapped(cell.Trim()) : cell.Trim()) is not null;

    // A point in a number with a decimal comma would be one of thousands, and is refused like a comma of thousands.
    private static string Swapped(string text) => string.Concat(text.Select(letter => letter == ',' ? '.' : letter == '.' ? ',' : letter));

    private static float? Parse(string text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number) ? number : null;
}
