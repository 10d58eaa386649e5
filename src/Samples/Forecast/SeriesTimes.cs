using RnnTrainer.Files;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>The times of a file's rows as places, which are evenly spaced where the rows are.</summary>
/// <param name="Unit">How places are counted; null where there is no column of times, and rows are counted from 1 in each series.</param>
/// <param name="Places">The place of each row.</param>
internal sealed record SeriesTimes(TimeScale? Unit, IReadOnlyList<long> Places)
{
    private const int MostShown = 40;

    /// <summary>Reads them: all dates, or all whole numbers.</summary>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public static SeriesTimes Of(FileInfo file, SeriesColumns columns, IReadOnlyList<SeriesRow> rows)
    {
        if (columns.Time is null)
            return new(null, Counted(rows));
        if (Dates(file, columns, rows) is { } read)
        {
            TimeScale scale = TimeScale.Of(read);
            return new(scale, [.. read.Select(scale.Place)]);
        }
        long?[] numbers = [.. rows.Select(row => TimeCell.Number(row.Time))];
        if (numbers.All(number => number is not null))
            return new(TimeScale.Numbers, [.. numbers.Select(number => number!.Value)]);
        // The first that is not what most are.
        DateTime?[] dates = ((bool[])[false, true])
            .Select(isMonthFirst => rows.Select(row => TimeCell.Date(row.Time, isMonthFirst)).ToArray())
            .MaxBy(read => read.Count(date => date is not null))!;
        bool areDates = dates.Count(date => date is not null) >= numbers.Count(number => number is not null);
        SeriesRow odd = rows.Where((_, index) => areDates ? dates[index] is null : numbers[index] is null).First();
        throw new InvalidDataException($"Line {odd.Line} of '{file}': '{columns.Time}' is '{ErrorText.Short(odd.Time, MostShown)}', "
            + "neither a date such as 2024-05-31 nor a whole number. Rewrite it, or leave --time out.");
    }

    // Whether the month comes before the day is found out from all rows: one with a day after the 12th tells. Null where they are no dates.
    private static DateTime[]? Dates(FileInfo file, SeriesColumns columns, IReadOnlyList<SeriesRow> rows)
    {
        DateTime[]? dayFirst = DatesOf(rows, isMonthFirst: false), monthFirst = DatesOf(rows, isMonthFirst: true);
        if (dayFirst is null || monthFirst is null)
            return dayFirst ?? monthFirst;
        int odd = Enumerable.Range(0, rows.Count).FirstOrDefault(row => dayFirst[row] != monthFirst[row], -1);
        return odd < 0 ? dayFirst : throw new InvalidDataException(FormattableString.Invariant(
            $"Line {rows[odd].Line} of '{file}': '{columns.Time}' is '{rows[odd].Time}', {dayFirst[odd]:d MMMM} or ")
            + FormattableString.Invariant($"{monthFirst[odd]:d MMMM}. Write dates as 2024-05-31."));
    }

    private static DateTime[]? DatesOf(IReadOnlyList<SeriesRow> rows, bool isMonthFirst)
    {
        DateTime[] dates = new DateTime[rows.Count];
        foreach ((int index, SeriesRow row) in rows.Index())
        {
            if (TimeCell.Date(row.Time, isMonthFirst) is not { } date)
                return null;
            dates[index] = date;
        }
        return dates;
    }

    private static long[] Counted(IReadOnlyList<SeriesRow> rows)
    {
        Dictionary<string, long> counts = [];
        return [.. rows.Select(row => counts[row.Series] = counts.GetValueOrDefault(row.Series) + 1)];
    }
}
