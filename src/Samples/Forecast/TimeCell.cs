using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>Times as people's files have them. Those whose day could be taken for the month, as in 01/02/2024, are refused.</summary>
internal static class TimeCell
{
    private const long Largest = 1_000_000_000_000_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy"];
    private static readonly string[] Hours = ["HH:mm", "HH:mm:ss", "H:mm", "H:mm:ss", "HH:mm:ss.FFFFFFF"];
    private static readonly string[] Formats =
    [
        "yyyy-MM", "yyyy/MM", .. Days,
        .. from day in Days
           from gap in (string[])["' '", "'T'"]
           from hour in Hours
           from zone in (string[])["", "'Z'"]
           select day + gap + hour + zone,
    ];

    /// <summary>The date in a cell; null where it holds none.</summary>
    public static DateTime? Date(string cell) =>
        DateTime.TryParseExact(cell.Trim(), Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null;

    /// <summary>The whole number in a cell, such as a year; null where it holds none, or one with which nobody counts steps.</summary>
    public static long? Number(string cell) =>
        long.TryParse(cell.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        && number is >= -Largest and <= Largest ? number : null;
}
