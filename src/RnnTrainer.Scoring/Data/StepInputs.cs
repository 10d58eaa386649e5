using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>
/// The columns of one schema that, side by side, are the inputs of a time step where a row is a step: numbers, or vectors of known size.
/// </summary>
internal sealed record StepInputs
{
    private static readonly Dictionary<DataViewType, Func<DataViewRow, DataViewSchema.Column, RowReader<float>>> Readers = new()
    {
        [NumberDataViewType.Single] = Number<float>,
        [NumberDataViewType.Double] = Number<double>,
        [NumberDataViewType.SByte] = Number<sbyte>,
        [NumberDataViewType.Byte] = Number<byte>,
        [NumberDataViewType.Int16] = Number<short>,
        [NumberDataViewType.UInt16] = Number<ushort>,
        [NumberDataViewType.Int32] = Number<int>,
        [NumberDataViewType.UInt32] = Number<uint>,
        [NumberDataViewType.Int64] = Number<long>,
        [NumberDataViewType.UInt64] = Number<ulong>,
        [BooleanDataViewType.Instance] = (row, column) => ColumnReader.Of<bool, float>(row, column, value => value ? 1 : 0),
    };

    private StepInputs(IReadOnlyList<DataViewSchema.Column> columns, int size) => (Columns, Size) = (columns, size);

    /// <summary>The columns, in the order of their inputs.</summary>
    public IReadOnlyList<DataViewSchema.Column> Columns { get; }

    /// <summary>Inputs of a step.</summary>
    public int Size { get; }

    /// <param name="schema">Where the columns are.</param>
    /// <param name="names">Their names.</param>
    /// <param name="role">What they are, for messages.</param>
    /// <exception cref="RnnColumnException">A column is missing, of another type, or there are more inputs than a vector holds.</exception>
    public static StepInputs Bind(DataViewSchema schema, IReadOnlyList<string> names, string role = "Input")
    {
        DataViewSchema.Column[] columns = [.. names.Select(name => ColumnCheck.Find(schema, role, name))];
        long size = 0;
        foreach (DataViewSchema.Column column in columns)
        {
            Check(ColumnForm.Of(column), role);
            size += SizeOf(column);
            if (size > Array.MaxLength)
                throw ColumnCheck.WrongType(role, column, $"at most {Array.MaxLength} inputs in all");
        }
        return new StepInputs(columns, (int)size);
    }

    /// <exception cref="RnnColumnException">Such a column gives no inputs.</exception>
    public static void Check(ColumnForm column, string role = "Input")
    {
        const string wanted = "a number, a Boolean, or a vector of known size of either", conversion = "mlContext.Transforms.Conversion";
        bool isSizeMissing = column is { IsVector: true, IsKnownSize: false };
        if (isSizeMissing || column.IsKey || !Readers.ContainsKey(column.Item))
        {
            throw ColumnCheck.WrongType(role, column.Name, column.Type, isSizeMissing ? wanted
                : column.IsKey ? $"{wanted}. Make it with {conversion}.MapKeyToVector(\"{column.Name}\")"
                : $"{wanted}. Make it with {conversion}.ConvertType or MapValueToKey and MapKeyToVector");
        }
    }

    /// <summary>A name for each input: the column's, with that of its slot where it is a vector.</summary>
    public IEnumerable<string> Names() => Columns.SelectMany(column => column.Type is not VectorDataViewType vector ? [column.Name]
        : SlotNames.Of(column) is { } slots ? slots.Select(slot => $"{column.Name}.{slot}")
        : Enumerable.Range(0, vector.Size).Select(slot => $"{column.Name}[{slot}]"));

    /// <summary>The column that an input comes from.</summary>
    public DataViewSchema.Column ColumnOf(int input)
    {
        int index = 0;
        for (; input >= SizeOf(Columns[index]); index++)
            input -= SizeOf(Columns[index]);
        return Columns[index];
    }

    /// <summary>Reads the steps of a cursor.</summary>
    /// <param name="row">A row of the schema that the columns are bound to, with these columns active.</param>
    /// <param name="rowNumber">The number of the row in the data, from 1, for errors; null: its position.</param>
    public StepReader ReadFrom(DataViewRow row, Func<long>? rowNumber = null) =>
        new(rowNumber ?? (() => row.Position + 1), [.. Columns.Select(column =>
            (column.Name, SizeOf(column), MayBeTooLarge(column), Readers[ItemOf(column.Type)](row, column)))]);

    // All other types lie within the range of Single.
    private static bool MayBeTooLarge(DataViewSchema.Column column) => ItemOf(column.Type).Equals(NumberDataViewType.Double);

    private static int SizeOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    private static DataViewType ItemOf(DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    private static RowReader<float> Number<T>(DataViewRow row, DataViewSchema.Column column) where T : struct, INumberBase<T> =>
        ColumnReader.Of<T, float>(row, column, float.CreateTruncating);
}
