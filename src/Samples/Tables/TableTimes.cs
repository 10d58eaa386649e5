using RnnTrainer.Files;
using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>The times in a column as places, which are evenly spaced where the rows are.</summary>
/// <param name="Unit">How places are counted.</param>
/// <param name="Places">The place of each row.</param>
internal sealed record TableTimes(TimeScale Unit, IReadOnlyList<long> Places)
{
    private const int MostShown = 40;

    /// <summary>Reads them: all dates, or all whole numbers.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public static TableTimes In(TableFile table, string column)
    {
        int place = table.Place(column);
        string[] cells = [.. table.Rows.Select(row => row.Cells[place])];
        if (Dates(table, column, cells) is { } read)
        {
            TimeScale scale = TimeScale.Of(read);
            return new(scale, [.. read.Select(scale.Place)]);
        }
        long?[] numbers = [.. cells.Select(TimeCell.Number)];
        if (numbers.All(number => number is not null))
            return new(TimeScale.Numbers, [.. numbers.Select(number => number!.Value)]);
        // The first that is not what most are.
        DateTime?[] dates = ((bool[])[false, true])
            .Select(isMonthFirst => cells.Select(cell => TimeCell.Date(cell, isMonthFirst)).ToArray())
            .MaxBy(read => read.Count(date => date is not null))!;
        bool areDates = dates.Count(date => date is not null) >= numbers.Count(number => number is not null);
        int odd = areDates ? Array.FindIndex(dates, date => date is null) : Array.FindIndex(numbers, number => number is null);
        throw new InvalidDataException($"Line {table.Rows[odd].Line} of '{table.File}': '{column}' is "
            + $"'{ErrorText.Short(cells[odd], MostShown)}', neither a date such as 2024-05-31 nor a whole number. "
            + "Correct it, or remove --time.");
    }

    // Whether the month comes before the day is found out from all rows: one with a day after the 12th tells. Null where they are no dates.
    private static DateTime[]? Dates(TableFile table, string column, string[] cells)
    {
        DateTime[]? dayFirst = DatesOf(cells, isMonthFirst: false), monthFirst = DatesOf(cells, isMonthFirst: true);
        if (dayFirst is null || monthFirst is null)
            return dayFirst ?? monthFirst;
        int odd = Enumerable.Range(0, cells.Length).FirstOrDefault(row => dayFirst[row] != monthFirst[row], -1);
        return odd < 0 ? dayFirst : throw new InvalidDataException(FormattableString.Invariant(
            $"Line {table.Rows[odd].Line} of '{table.File}': '{column}' is '{cells[odd]}', {dayFirst[odd]:d MMMM} or ")
            + FormattableString.Invariant($"{monthFirst[odd]:d MMMM}. Write dates as 2024-05-31."));
    }

    private static DateTime[]? DatesOf(string[] cells, bool isMonthFirst)
    {
        DateTime[] dates = new DateTime[cells.Length];
        foreach ((int index, string cell) in cells.Index())
        {
            if (TimeCell.Date(cell, isMonthFirst) is not { } date)
                return null;
            dates[index] = date;
        }
        return dates;
    }
}
