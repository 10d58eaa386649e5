namespace RnnTrainer.Calendar;

/// <summary>A place on a circle: where a part of the calendar stands at a time, and of how many places.</summary>
internal readonly record struct CalendarCycle(int Place, int Places)
{
    public static CalendarCycle Of(CalendarPart part, DateTime time) => part switch
    {
        CalendarPart.MinuteOfHour => new(time.Minute, 60),
        CalendarPart.HourOfDay => new(time.Hour, 24),
        CalendarPart.DayOfWeek => new((int)time.DayOfWeek, 7),
        CalendarPart.DayOfMonth => new(time.Day - 1, DateTime.DaysInMonth(time.Year, time.Month)),
        CalendarPart.DayOfYear => new(time.DayOfYear - 1, DateTime.IsLeapYear(time.Year) ? 366 : 365),
        CalendarPart.MonthOfYear => new(time.Month - 1, 12),
    };

    /// <summary>The sine and the cosine of the angle from place 0.</summary>
    public (double Sine, double Cosine) OnCircle() => Math.SinCos(Math.Tau * Place / Places);
}
