using System.Reflection;

namespace RnnTrainer.Tests.Contract;

/// <summary>Turns rows and schemas into text that is equal exactly where they are.</summary>
internal static class ViewText
{
    private static readonly MethodInfo ReaderMethod = typeof(ViewText)
        .GetMethod(nameof(TypedReader), BindingFlags.NonPublic | BindingFlags.Static)!;
    private static readonly MethodInfo AnnotationMethod = typeof(ViewText)
        .GetMethod(nameof(AnnotationValue), BindingFlags.NonPublic | BindingFlags.Static)!;

    /// <summary>Each column as name, type and annotations with their values, in schema order.</summary>
    public static string[] Of(DataViewSchema schema) => [.. schema.Where(column => !column.IsHidden).Select(Of)];

    /// <summary>One column as name, type and annotations with their values, in alphabetical order.</summary>
    public static string Of(DataViewSchema.Column column) => $"{column.Name}: {TypeText(column.Type)}; " + Of(column.Annotations);

    public static string Of(DataViewSchema.Annotations annotations) =>
        string.Join("; ", annotations.Schema.OrderBy(column => column.Name, StringComparer.Ordinal)
        .Select(column => $"{column.Name} {TypeText(column.Type)} = "
            + $"{AnnotationMethod.MakeGenericMethod(column.Type.RawType).Invoke(null, [annotations, column.Name])}"));

    /// <summary>All rows of these columns, each as its values in column order.</summary>
    public static string[] Rows(IDataView view, params string[] columns)
    {
        using DataViewRowCursor cursor = view.GetRowCursor(columns.Select(name => view.Schema[name]));
        Func<string> read = RowReader(cursor, columns);
        List<string> rows = [];
        while (cursor.MoveNext())
            rows.Add(read());
        return [.. rows];
    }

    /// <summary>A function that gives the current row of a cursor as text.</summary>
    public static Func<string> RowReader(DataViewRow cursor, IEnumerable<string> columns)
    {
        Func<string>[] readers = [.. columns.Select(name => Reader(cursor, cursor.Schema[name]))];
        return () => string.Join(" | ", readers.Select(read => read()));
    }

    private static Func<string> Reader(DataViewRow cursor, DataViewSchema.Column column) =>
        ReaderMethod.MakeGenericMethod(column.Type.RawType)
            .CreateDelegate<Func<DataViewRow, DataViewSchema.Column, Func<string>>>()(cursor, column);

    private static Func<string> TypedReader<T>(DataViewRow cursor, DataViewSchema.Column column)
    {
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return ValueText(value);
        };
    }

    private static string AnnotationValue<T>(DataViewSchema.Annotations annotations, string kind)
    {
        T value = default!;
        annotations.GetValue(kind, ref value);
        return ValueText(value);
    }

    private static string ValueText<T>(T value) => value switch
    {
        VBuffer<float> vector => Join(vector),
        VBuffer<byte> vector => Join(vector),
        VBuffer<uint> vector => Join(vector),
        VBuffer<int> vector => Join(vector),
        VBuffer<double> vector => Join(vector),
        VBuffer<bool> vector => Join(vector),
        VBuffer<ReadOnlyMemory<char>> vector => Join(vector),
        _ => Scalar(value),
    };

    private static string Scalar<T>(T value) => FormattableString.Invariant($"{value}");

    private static string Join<T>(VBuffer<T> vector) =>
        $"[{string.Join(' ', vector.DenseValues().Select(Scalar))}]";

    // ToString of a vector type leaves out its dimensions where there is one only, so say them all.
    private static string TypeText(DataViewType type) =>
        type is VectorDataViewType vector ? $"{vector} [{string.Join(",", vector.Dimensions)}]" : $"{type}";
}
