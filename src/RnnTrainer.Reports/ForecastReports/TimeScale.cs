using System.Globalization;

namespace RnnTrainer.ForecastReports;

/// <summary>
/// Times as whole numbers of a unit, so that a series goes on evenly: months, which are not equally long, are counted as months.
/// </summary>
internal sealed class TimeScale
{
    private const int Months = 12;
    private const string AfterTheCalendar = "after 9999";

    private readonly DateTime first;
    private readonly string format;

    private TimeScale(TimeUnit unit, DateTime first, string format)
    {
        Unit = unit;
        this.first = first;
        this.format = format;
    }

    /// <summary>The scale of times that are whole numbers.</summary>
    public static TimeScale Numbers { get; } = new(TimeUnit.Number, default, "");

    /// <summary>What the places are counted in.</summary>
    public TimeUnit Unit { get; }

    /// <summary>The scale that dates are on.</summary>
    /// <param name="times">The dates; at least one.</param>
    public static TimeScale Of(IReadOnlyCollection<DateTime> times)
    {
        DateTime first = times.First();
        bool isDaily = times.All(time => time.TimeOfDay == TimeSpan.Zero);
        TimeUnit unit = !times.All(time => time.TimeOfDay == first.TimeOfDay) || times.All(time => time == first) ? TimeUnit.Tick
            : times.All(time => time.Day == first.Day) ? TimeUnit.Month
            : times.All(time => time.Day == DateTime.DaysInMonth(time.Year, time.Month)) ? TimeUnit.MonthEnd
            : TimeUnit.Tick;
        string format = unit == TimeUnit.Month && isDaily && first.Day == 1 ? "yyyy-MM"
            : isDaily ? "yyyy-MM-dd"
            : times.All(time => time.Second == 0) ? "yyyy-MM-dd HH:mm"
            : "yyyy-MM-dd HH:mm:ss";
        return new(unit, first, format);
    }

    /// <summary>The place of a date.</summary>
    public long Place(DateTime time) => Unit switch
    {
        TimeUnit.Number or TimeUnit.Tick => time.Ticks,
        TimeUnit.Month or TimeUnit.MonthEnd => (long)Months * time.Year + time.Month - 1,
    };

    /// <summary>What stands for a place: a date as the data have it, or the number.</summary>
    public string Text(long place) => Unit != TimeUnit.Number && place > Place(DateTime.MaxValue) ? AfterTheCalendar : Unit switch
    {
        TimeUnit.Number => place.ToString(CultureInfo.InvariantCulture),
        TimeUnit.Tick => Text(new DateTime(place)),
        TimeUnit.Month => Text(MonthOf(place, _ => first.Day)),
        TimeUnit.MonthEnd => Text(MonthOf(place, days => days)),
    };

    /// <summary>The season that times of this step most often have: a year of months, a week of days; 1 where there is none.</summary>
    /// <param name="step">From one row to the next, in the unit.</param>
    public int UsualSeason(long step) => Unit switch
    {
        TimeUnit.Number => 1,
        TimeUnit.Month or TimeUnit.MonthEnd => step < Months && Months % step == 0 ? (int)(Months / step) : 1,
        TimeUnit.Tick => UsualSeason(new TimeSpan(step)),
    };

    private static int UsualSeason(TimeSpan step)
    {
        TimeSpan day = TimeSpan.FromDays(1), week = TimeSpan.FromDays(7);
        const int weeksOfAYear = 52;
        return step == week ? weeksOfAYear
            : step == day ? week.Days
            : step < day && day.Ticks % step.Ticks == 0 && step >= TimeSpan.FromMinutes(5) ? (int)(day / step)
            : 1;
    }

    // With the day that is chosen by the days that the month has.
    private DateTime MonthOf(long place, Func<int, int> choose)
    {
        int year = (int)(place / Months), month = (int)(place % Months) + 1;
        return new DateTime(year, month, choose(DateTime.DaysInMonth(year, month))) + first.TimeOfDay;
    }

    private string Text(DateTime time) => time.ToString(format, CultureInfo.InvariantCulture);
}
