using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Calendar;

/// <summary>The column of sines and cosines, computed from a column of dates.</summary>
internal sealed class CalendarColumn(CalendarSettings settings, DataViewSchema.Column input)
    : AddedColumns([input], Output(settings))
{
    /// <exception cref="RnnColumnException">The column does not exist, or it does not hold dates.</exception>
    public static CalendarColumn Bind(DataViewSchema schema, CalendarSettings settings)
    {
        DataViewSchema.Column input = ColumnCheck.Find(schema, "Input", settings.InputColumnName);
        Check(ColumnForm.Of(input));
        return new CalendarColumn(settings, input);
    }

    /// <exception cref="RnnColumnException">Such a column does not hold dates.</exception>
    public static void Check(ColumnForm column)
    {
        if (!column.IsVector && column.Item is DateTimeDataViewType or DateTimeOffsetDataViewType)
            return;
        string cure = column.Item is TextDataViewType && !column.IsVector
            ? $". Load it as DataKind.DateTime, or use mlContext.Transforms.Conversion.ConvertType(\"{column.Name}\")" : "";
        throw ColumnCheck.WrongType("Input", column.Name, column.Type, $"DateTime or DateTimeOffset{cure}");
    }

    public override Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive) => [isActive(0) ? Getter(Times(row)) : null];

    private ValueGetter<VBuffer<float>> Getter(RowReader<DateTime> time) => (ref VBuffer<float> value) =>
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, settings.Size);
        Write(time()[0], editor.Values);
        value = editor.Commit();
    };

    // The time on the clock where it was noted.
    private RowReader<DateTime> Times(DataViewRow row)
    {
        DataViewSchema.Column column = row.Schema[Inputs[0].Index];
        return column.Type is DateTimeDataViewType
            ? ColumnReader.Of<DateTime, DateTime>(row, column, time => time)
            : ColumnReader.Of<DateTimeOffset, DateTime>(row, column, time => time.DateTime);
    }

    private void Write(DateTime time, Span<float> values)
    {
        // ML.NET's readers give the first day of the calendar where there is no date.
        if (time == default)
        {
            values.Fill(float.NaN);
            return;
        }
        for (int i = 0; i < settings.Parts.Count; i++)
        {
            (double sine, double cosine) = CalendarCycle.Of(settings.Parts[i], time).OnCircle();
            (values[2 * i], values[2 * i + 1]) = ((float)sine, (float)cosine);
        }
    }

    private static DataViewSchema.DetachedColumn Output(CalendarSettings settings)
    {
        DataViewSchema.Annotations.Builder annotations = new();
        KeyAnnotations.Add(annotations, SlotNames.Kind, settings.SlotNames.ToArray());
        VectorDataViewType numbers = new(NumberDataViewType.Single, settings.Size);
        return new(settings.OutputColumnName, numbers, annotations.ToAnnotations());
    }
}
