namespace RnnTrainer;

/// <summary>A cyclic part of a date or time, counted from 0.</summary>
public enum CalendarPart
{
    /// <summary>Minute of the hour, 0 to 59.</summary>
    MinuteOfHour,

    /// <summary>Hour of the day, 0 to 23.</summary>
    HourOfDay,

    /// <summary>Day of the week, 0 to 6; Sunday is 0.</summary>
    DayOfWeek,

    /// <summary>Day of the month, from 0 for the first; the cycle is the length of the month, 28 to 31.</summary>
    DayOfMonth,

    /// <summary>Day of the year, from 0 for January 1; the cycle is the length of the year, 365 or 366.</summary>
    DayOfYear,

    /// <summary>Month of the year, 0 to 11; January is 0.</summary>
    MonthOfYear,
}
