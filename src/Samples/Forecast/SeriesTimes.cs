using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>The times of a file's rows as places, which are evenly spaced where the rows are.</summary>
/// <param name="Unit">How places are counted; null where there is no column of times, and rows are counted from 1 in each series.</param>
/// <param name="Places">The place of each row.</param>
internal sealed record SeriesTimes(TimeScale? Unit, IReadOnlyList<long> Places)
{
    /// <summary>Reads them: all dates, or all whole numbers.</summary>
    /// <exception cref="InvalidDataException">They are something else.</exception>
    public static SeriesTimes Of(FileInfo file, SeriesColumns columns, IReadOnlyList<SeriesRow> rows)
    {
        if (columns.Time is null)
            return new(null, Counted(rows));
        DateTime?[] dates = [.. rows.Select(row => TimeCell.Date(row.Time))];
        if (dates.All(date => date is not null))
        {
            TimeScale scale = TimeScale.Of([.. dates.Select(date => date!.Value)]);
            return new(scale, [.. dates.Select(date => scale.Place(date!.Value))]);
        }
        long?[] numbers = [.. rows.Select(row => TimeCell.Number(row.Time))];
        if (numbers.All(number => number is not null))
            return new(TimeScale.Numbers, [.. numbers.Select(number => number!.Value)]);
        // The first that is not what most are.
        bool areDates = dates.Count(date => date is not null) >= numbers.Count(number => number is not null);
        SeriesRow odd = rows.Where((_, index) => areDates ? dates[index] is null : numbers[index] is null).First();
        throw new InvalidDataException($"Line {odd.Line} of '{file}': '{columns.Time}' is '{odd.Time}', neither a date such as 2024-05-31 "
            + "nor a whole number. Rewrite it, or leave --time out.");
    }

    private static long[] Counted(IReadOnlyList<SeriesRow> rows)
    {
        Dictionary<string, long> counts = [];
        return [.. rows.Select(row => counts[row.Series] = counts.GetValueOrDefault(row.Series) + 1)];
    }
}
