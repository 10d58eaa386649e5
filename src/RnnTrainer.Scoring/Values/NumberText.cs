using System.Globalization;

namespace RnnTrainer.Values;

/// <summary>Numbers in tables, the same in every culture.</summary>
internal static class NumberText
{
    /// <summary>A share, 0 to 1: "0.9596".</summary>
    public static string Share(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A measured value to five digits: "13.552".</summary>
    public static string Value(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    /// <summary>How many there are: "10,000".</summary>
    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
