using System.Globalization;

namespace RnnTrainer.Ts;

/// <summary>Numbers of .ts files, whatever the culture; those that are missing, ? or NaN, are NaN.</summary>
internal static class TsNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    /// <summary>Reads a number without blanks around it.</summary>
    /// <returns>False where it is not a number, or too large for a Single.</returns>
    public static bool TryRead(ReadOnlySpan<byte> text, out float value)
    {
        if (text is [(byte)'?'])
        {
            value = float.NaN;
            return true;
        }
        return float.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && !float.IsInfinity(value);
    }
}
