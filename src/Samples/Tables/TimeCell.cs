using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>Times as people's files have them. Which of day and month comes first in 01/02/2024 is for the caller to know.</summary>
internal static class TimeCell
{
    private const long Largest = 1_000_000_000_000_000;

    private static readonly string[] Days = ["yyyy-MM-dd", "yyyy/MM/dd", "yyyyMMdd", "dd.MM.yyyy", "d.M.yyyy"];
    private static readonly string[] NamedDays =
        ["d MMM yyyy", "d MMMM yyyy", "d-MMM-yyyy", "MMM d yyyy", "MMMM d yyyy", "MMM d, yyyy", "MMMM d, yyyy"];

    private static readonly string[] Hours = ["HH:mm", "HH:mm:ss", "H:mm", "H:mm:ss", "HH:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt"];
    private static readonly string[] Months = ["yyyy-MM", "yyyy/MM", "MMM yyyy", "MMMM yyyy", "MMM-yyyy"];
    private static readonly string[] DayFirst = FormatsOf([.. Days, "d/M/yyyy", "d-M-yyyy", .. NamedDays]);
    private static readonly string[] MonthFirst = FormatsOf([.. Days, "M/d/yyyy", "M-d-yyyy", .. NamedDays]);

    /// <summary>The date in a cell; null where it holds none.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="isMonthFirst">Whether 01/02/2024 is 2 January, and not 1 February.</param>
    public static DateTime? Date(string cell, bool isMonthFirst)
    {
        string[] formats = isMonthFirst ? MonthFirst : DayFirst;
        CultureInfo english = CultureInfo.InvariantCulture;
        return DateTime.TryParseExact(cell.Trim(), formats, english, DateTimeStyles.None, out DateTime time) ? time : null;
    }

    /// <summary>The whole number in a cell, such as a year; null where it holds none, or one with which nobody counts steps.</summary>
    public static long? Number(string cell) =>
        long.TryParse(cell.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
        && number is >= -Largest and <= Largest ? number : null;

    private static string[] FormatsOf(string[] days) =>
    [
        .. Months, .. days,
        .. from day in days
           from gap in (string[])["' '", "'T'"]
           from hour in Hours
           from zone in (string[])["", "'Z'", "'+00:00'"]
           select day + gap + hour + zone,
    ];
}
