using RnnTrainer.ForecastReports;

namespace RnnTrainer.Samples;

/// <summary>The series of a CSV file in long form: a row for each step, in time order within its series.</summary>
internal sealed class SeriesFile
{
    private readonly FileInfo file;
    private readonly List<string> remarks = [];
    private readonly TimeScale? unit; // none where rows are counted from 1 in each series
    private int future; // rows after the last value of their series

    private SeriesFile(TableFile table, SeriesColumns columns)
    {
        file = table.File;
        Columns = columns;
        SeriesRow[] rows = RowsOf(table, columns);
        (unit, IReadOnlyList<long> places) =
            columns.Time is { } time && TableTimes.In(table, time) is var times ? (times.Unit, times.Places) : (null, PlacesInOrder(rows));
        (SeriesRow Row, long Place)[][] series =
            [.. rows.Zip(places).GroupBy(row => row.First.Series).Select(group => group.ToArray())];
        foreach ((SeriesRow, long)[] one in series)
            CheckOrder(one);
        Step = unit is null ? 1 : series.SelectMany(one => one.Zip(one.Skip(1), (before, after) => after.Place - before.Place))
            .DefaultIfEmpty(1).Min();
        CheckSteps(series);
        Series = [.. series.Select(Filled).Where(one => one.Values.Count > 0)];
        if (Series.Count == 0)
            throw new InvalidDataException($"'{file}' has no value in the column '{columns.Value}'.");
        if (future > 0)
            remarks.Add($"{Counted.Of(future, "row")} at the end without a value; the forecast begins after the last value.");
        RemarkMissing();
        if (series.Length > Series.Count)
        {
            IEnumerable<(SeriesRow Row, long Place)[]> empty = series.Where(one => one.All(row => float.IsNaN(row.Row.Value)));
            remarks.Add(LeftOut([.. empty.Select(one => one[0].Row.Series)], series.Length, "no value"));
        }
    }

    /// <summary>The file's name, without the folders that it lies in.</summary>
    public string Name => file.Name;

    /// <summary>The columns that were read.</summary>
    public SeriesColumns Columns { get; }

    /// <summary>The series, in the order of their first rows.</summary>
    public IReadOnlyList<ReadSeries> Series { get; }

    /// <summary>How places are written.</summary>
    public TimeScale Scale => unit ?? TimeScale.Numbers;

    /// <summary>From one value to the next, in places.</summary>
    public long Step { get; }

    /// <summary>The season that series of this step most often have; 1 where there is none.</summary>
    public int UsualSeason => Scale.UsualSeason(Step);

    /// <summary>What is worth knowing of the file, a sentence each.</summary>
    public IReadOnlyList<string> Remarks => remarks;

    /// <summary>Reads a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="choose">Chooses the columns, once the file's are known.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It cannot be used; the message says where it is wrong, and what to do.</exception>
    public static SeriesFile Read(FileInfo file, Func<IReadOnlyList<string>, SeriesColumns> choose) =>
        Parse(file, TableFile.TextOf(file), choose);

    /// <summary>Reads the text of a file.</summary>
    /// <inheritdoc cref="Read"/>
    public static SeriesFile Parse(FileInfo file, string text, Func<IReadOnlyList<string>, SeriesColumns> choose)
    {
        SeriesColumns? columns = null;
        TableFile table = TableFile.Parse(file, text, names => (columns = choose(names)).Names, hasHeader: true);
        return new(table, columns!);
    }

    /// <summary>Says which series are left out.</summary>
    /// <param name="names">Their names.</param>
    /// <param name="all">How many series there are.</param>
    /// <param name="why">What they have: "no value".</param>
    public static string LeftOut(IReadOnlyList<string> names, int all, string why)
    {
        string verb = names.Count == 1 ? "has" : "have", first = names.Count == 1 ? "" : "the first of them ";
        return $"{names.Count:N0} of {all:N0} series {verb} {why} and {(names.Count == 1 ? "is" : "are")} skipped: {first}'{names[0]}'.";
    }

    /// <summary>When a value of a series was, or a step after the last one is, by its index.</summary>
    public string Time(ReadSeries series, int index) => Scale.Text(series.Start + (index * Step));

    private static SeriesRow[] RowsOf(TableFile table, SeriesColumns columns)
    {
        int value = table.Place(columns.Value), time = table.Place(columns.Time), series = table.Place(columns.Series);
        return
        [
            .. table.Rows.Select(row => new SeriesRow(row.Line, series < 0 ? "" : row.Cells[series], time < 0 ? "" : row.Cells[time],
                table.Number(row, value, columns.HasDecimalCommas))),
        ];
    }

    private static long[] PlacesInOrder(SeriesRow[] rows)
    {
        Dictionary<string, long> counts = [];
        return [.. rows.Select(row => counts[row.Series] = counts.GetValueOrDefault(row.Series) + 1)];
    }

    private void CheckOrder((SeriesRow Row, long Place)[] series)
    {
        foreach (((SeriesRow Row, long Place) before, (SeriesRow Row, long Place) after) in series.Zip(series.Skip(1)))
        {
            if (before.Place < after.Place)
                continue;
            string where = $"Line {after.Row.Line} of '{file}'{Of(after.Row)}: {after.Row.Time}";
            throw new InvalidDataException(before.Place > after.Place
                ? $"{where} comes after {before.Row.Time}. Sort the rows by '{Columns.Time}'."
                : $"{where} is also in line {before.Row.Line}. Remove one"
                    + (Columns.Series is null ? ", or add --series if the file has several series." : "."));
        }
    }

    private void CheckSteps((SeriesRow Row, long Place)[][] series)
    {
        long missing = 0, rows = series.Sum(one => one.Length);
        foreach (((SeriesRow Row, long Place) before, (SeriesRow Row, long Place) after) in series.SelectMany(one => one.Zip(one.Skip(1))))
        {
            const string cure = "Rows must be evenly spaced; remove --time to ignore the times.";
            if ((after.Place - before.Place) % Step != 0)
            {
                throw new InvalidDataException($"Line {after.Row.Line} of '{file}'{Of(after.Row)}: {after.Row.Time} is not a whole number "
                    + $"of steps after {before.Row.Time}. {cure}");
            }
            missing += (after.Place - before.Place) / Step - 1;
            if (missing > rows)
            {
                throw new InvalidDataException($"Line {after.Row.Line} of '{file}'{Of(after.Row)}: up to {after.Row.Time} more rows are "
                    + $"missing than present. {cure}");
            }
        }
    }

    // Every step has a place. What is missing at the start and at the end is left out.
    private ReadSeries Filled((SeriesRow Row, long Place)[] series)
    {
        int first = Array.FindIndex(series, row => !float.IsNaN(row.Row.Value));
        int last = Array.FindLastIndex(series, row => !float.IsNaN(row.Row.Value));
        if (first < 0)
            return new(series[0].Row.Series, [], 0);
        future += series.Length - 1 - last;
        float[] values = new float[((series[last].Place - series[first].Place) / Step) + 1];
        values.AsSpan().Fill(float.NaN);
        foreach ((SeriesRow row, long place) in series[first..(last + 1)])
            values[(place - series[first].Place) / Step] = row.Value;
        return new(series[0].Row.Series, values, series[first].Place);
    }

    private void RemarkMissing()
    {
        int missing = Series.Sum(series => series.Values.Count(float.IsNaN));
        if (missing == 0)
            return;
        ReadSeries first = Series.First(series => series.Values.Any(float.IsNaN));
        string time = Time(first, first.Values.Index().First(value => float.IsNaN(value.Item)).Index);
        string all = Counted.Of(Series.Sum(series => series.Values.Count), "value");
        remarks.Add($"{missing:N0} of {all} {(missing == 1 ? "is" : "are")} missing, the first of {Named(first.Name)}{time}: "
            + "each takes the value before it.");
    }

    private static string Of(SeriesRow row) => row.Series.Length == 0 ? "" : $", series '{row.Series}'";

    private static string Named(string series) => series.Length == 0 ? "" : $"'{series}', ";
}
