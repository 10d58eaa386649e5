using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.ForecastReports;

/// <summary>The series of a view in long form, in the order of their first rows.</summary>
internal sealed class SeriesReading
{
    private const string TimeRole = "Time";

    private readonly List<SeriesRead> series = [];

    private SeriesReading(StepInputs targets, TimeScale scale)
    {
        TargetNames = targets.Size == 1 ? [""] : [.. targets.Names()];
        Scale = scale;
    }

    /// <summary>The series.</summary>
    public IReadOnlyList<SeriesRead> Series => series;

    /// <summary>The targets' names; one empty name where there is one.</summary>
    public IReadOnlyList<string> TargetNames { get; }

    /// <summary>How times are written.</summary>
    public TimeScale Scale { get; private set; }

    /// <summary>Reads a view.</summary>
    /// <param name="data">The view.</param>
    /// <param name="value">The column that is forecast.</param>
    /// <param name="seriesColumn">The column that identifies the series, or null.</param>
    /// <param name="time">The column of times, or null.</param>
    /// <exception cref="RnnColumnException">A column is missing, or of another type.</exception>
    public static SeriesReading Of(IDataView data, string value, string? seriesColumn, string? time)
    {
        StepInputs targets = StepInputs.Bind(data.Schema, [value], "Value");
        DataViewSchema.Column? group = seriesColumn is null ? null : ColumnCheck.Find(data.Schema, "Series", seriesColumn);
        DataViewSchema.Column? times = time is null ? null : TimeColumn(data.Schema, time);
        SeriesReading reading = new(targets, TimeScale.Numbers);
        IEnumerable<DataViewSchema.Column> needed =
            [.. targets.Columns, .. ((DataViewSchema.Column?[])[group, times]).OfType<DataViewSchema.Column>()];
        using DataViewRowCursor cursor = data.GetRowCursor(needed);
        GroupReader? groups = group is { } column ? GroupReader.Of(cursor, column, role: "series") : null;
        StepReader values = targets.ReadFrom(cursor);
        List<DateTime> dates = [];
        Action<SeriesRead> addTime = times is { } found ? TimeReader(cursor, found, dates) : _ => { };
        float[] row = new float[targets.Size];
        while (cursor.MoveNext())
        {
            int number = groups?.Read() ?? 0;
            if (number == reading.series.Count)
                reading.series.Add(new(groups?.Text ?? "", targets.Size));
            values.Read(row);
            reading.series[number].Add(row);
            addTime(reading.series[number]);
        }
        if (dates.Count > 0)
            reading.CountDates(dates);
        return reading;
    }

    private static DataViewSchema.Column TimeColumn(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, TimeRole, name);
        return column.Type is TextDataViewType or DateTimeDataViewType || column.Type == NumberDataViewType.Int32
            || column.Type == NumberDataViewType.Int64 ? column
            : throw ColumnCheck.WrongType(TimeRole, column, "a text, a DateTime, an Int32 or an Int64");
    }

    private static Action<SeriesRead> TimeReader(DataViewRow row, DataViewSchema.Column column, List<DateTime> dates)
    {
        if (column.Type is TextDataViewType)
            return Reader<ReadOnlyMemory<char>>((series, text) => series.AddTime($"{text}"));
        if (column.Type == NumberDataViewType.Int32)
            return Reader<int>((series, number) => series.AddTime(number));
        if (column.Type == NumberDataViewType.Int64)
            return Reader<long>((series, number) => series.AddTime(number));
        return Reader<DateTime>((series, date) =>
        {
            dates.Add(date);
            series.AddTime(date.Ticks);
        });

        Action<SeriesRead> Reader<T>(Action<SeriesRead, T> add)
        {
            ValueGetter<T> get = row.GetGetter<T>(column);
            T value = default!;
            return series =>
            {
                get(ref value);
                add(series, value);
            };
        }
    }

    // Which unit they are counted in is known once all have been seen.
    private void CountDates(List<DateTime> dates)
    {
        Scale = TimeScale.Of(dates);
        foreach (SeriesRead one in series)
            one.CountTimes(ticks => Scale.Place(new DateTime(ticks)));
    }
}
