using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Files;

namespace RnnTrainer.Data;

/// <summary>
/// Numbers the groups that the rows of a cursor belong to, in the order in which they first come, from 0. It remembers each value of
/// the group column once.
/// </summary>
/// <param name="row">The row that the cursor stands on.</param>
/// <param name="column">Name of the group column.</param>
/// <param name="role">What the column is, for messages.</param>
internal abstract class GroupReader(DataViewRow row, string column, string role)
{
    /// <summary>Groups so far.</summary>
    public abstract int Count { get; }

    /// <summary>The number of the group of the row that the cursor stands on: <see cref="Count"/> less one where it is new.</summary>
    /// <exception cref="RnnRowException">The row has no value: an empty string, NaN, key 0 or the first day of the calendar.</exception>
    public abstract int Read();

    /// <summary>The value of the row that was read last, for messages.</summary>
    public abstract string Text { get; }

    /// <exception cref="RnnColumnException">The column does not exist, or its values cannot be compared.</exception>
    public static DataViewSchema.Column Find(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = ColumnCheck.Find(schema, "Group", name);
        Check(ColumnForm.Of(column));
        return column;
    }

    /// <exception cref="RnnColumnException">Values of such a column cannot be compared.</exception>
    public static void Check(ColumnForm column)
    {
        if (column.IsVector || column.Item is not PrimitiveDataViewType)
            throw ColumnCheck.WrongType("Group", column.Name, column.Type, "a text, a key, a number, a Boolean or a date");
    }

    /// <param name="row">A row with the column active.</param>
    /// <param name="column">What <see cref="Find"/> gave; null: all rows are one group.</param>
    /// <param name="role">What the column is, for messages.</param>
    public static GroupReader Of(DataViewRow row, DataViewSchema.Column? column, string role = "group") =>
        column is not { } values ? new OfAll(row, role)
        : values.Type is TextDataViewType ? new OfText(row, values, role)
        : (GroupReader)Activator.CreateInstance(typeof(OfValues<>).MakeGenericType(values.Type.RawType), row, values, role)!;

    /// <summary>The error of a group that comes back where rows of a group should stand together.</summary>
    /// <param name="making">What is to be done where rows of groups are interleaved, for the message.</param>
    public RnnRowException CameBack(string making) => new(row.Position + 1, column,
        $"{role} '{ErrorText.Short(Text)}' of column '{column}' reappears after others. Sort the data by '{column}', or {making}.");

    private RnnRowException Missing() =>
        new(row.Position + 1, column, $"{role} column '{column}' has no value. Fill it in, or filter such rows out.");

    private sealed class OfAll(DataViewRow row, string role) : GroupReader(row, "", role)
    {
        public override int Count => 1;

        public override string Text => "";

        public override int Read() => 0;
    }

    private sealed class OfValues<T>(DataViewRow row, DataViewSchema.Column column, string role) : GroupReader(row, column.Name, role)
        where T : notnull
    {
        private readonly ValueGetter<T> get = row.GetGetter<T>(column);
        private readonly bool isDefaultMissing =
            column.Type is KeyDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType;

        private readonly Dictionary<T, int> numbers = [];
        private string[]? keyNames;
        private T value = default!;

        public override int Count => numbers.Count;

        // Of a key what it stands for, where that is a text.
        public override string Text
        {
            get
            {
                string text = FormattableString.Invariant($"{value}");
                if (column.Type is not KeyDataViewType { Count: <= int.MaxValue } key)
                    return text;
                keyNames ??= KeyAnnotations.Texts(column, "KeyValues", (int)key.Count) ?? [];
                return ulong.TryParse(text, CultureInfo.InvariantCulture, out ulong number) && number - 1 < (ulong)keyNames.Length
                    ? keyNames[number - 1] : text;
            }
        }

        public override int Read()
        {
            get(ref value);
            if (value is float.NaN or double.NaN || (isDefaultMissing && value.Equals(default(T))))
                throw Missing();
            if (!numbers.TryGetValue(value, out int number))
                numbers.Add(value, number = numbers.Count);
            return number;
        }
    }

    private sealed class OfText : GroupReader
    {
        private readonly ValueGetter<ReadOnlyMemory<char>> get;
        private readonly Dictionary<string, int> numbers = [];
        private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> byText;
        private ReadOnlyMemory<char> value;

        public OfText(DataViewRow row, DataViewSchema.Column column, string role) : base(row, column.Name, role)
        {
            get = row.GetGetter<ReadOnlyMemory<char>>(column);
            byText = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        }

        public override int Count => numbers.Count;

        public override string Text => value.ToString();

        public override int Read()
        {
            get(ref value);
            if (value.IsEmpty)
                throw Missing();
            if (!byText.TryGetValue(value.Span, out int number))
                byText.TryAdd(value.Span, number = numbers.Count);
            return number;
        }
    }
}
