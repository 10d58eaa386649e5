namespace RnnTrainer;

/// <summary>A whole number that the clock or the calendar counts round and round, and how far round a date is.</summary>
public enum CalendarPart
{
    /// <summary>Minute of the hour, 0 to 59.</summary>
    MinuteOfHour,

    /// <summary>Hour of the day, 0 to 23.</summary>
    HourOfDay,

    /// <summary>Day of the week, of 7; a Sunday is 0.</summary>
    DayOfWeek,

    /// <summary>Day of the month, of 28 to 31, as many as this month has; the first is 0.</summary>
    DayOfMonth,

    /// <summary>Day of the year, of 365 or 366, as many as this year has; the first of January is 0.</summary>
    DayOfYear,

    /// <summary>Month of the year, of 12; January is 0.</summary>
    MonthOfYear,
}
