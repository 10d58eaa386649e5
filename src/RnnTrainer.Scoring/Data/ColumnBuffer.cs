using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Data;

/// <summary>The values of one column in rows that were read ahead of the reader, each in a slot.</summary>
internal abstract class ColumnBuffer
{
    /// <summary>Takes over the value of the row that the source stands on.</summary>
    /// <param name="slot">Where to keep it; there is room for any number of slots.</param>
    public abstract void Read(int slot);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type, for the row that the reader stands on.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>
    /// Whether values of this type may be kept while the source moves on: all but objects, such as images, that have an owner.
    /// </summary>
    public static bool CanHold(DataViewType type) => type is PrimitiveDataViewType or VectorDataViewType;

    /// <param name="source">The cursor to read from.</param>
    /// <param name="column">The column, in the source's schema.</param>
    /// <param name="rows">Slots that are likely to be used.</param>
    /// <param name="currentSlot">The slot of the row that the reader stands on.</param>
    public static ColumnBuffer Create(DataViewRowCursor source, DataViewSchema.Column column, int rows, Func<int> currentSlot)
    {
        Type definition = typeof(OfValues<>), value = column.Type.RawType;
        if (column.Type is VectorDataViewType vector)
            (definition, value) = (typeof(OfVectors<>), vector.ItemType.RawType);
        return (ColumnBuffer)Activator.CreateInstance(definition.MakeGenericType(value), source, column, rows, currentSlot)!;
    }

    private static ref T Slot<T>(ref T[] values, int slot)
    {
        if (slot >= values.Length)
            Array.Resize(ref values, (int)Math.Clamp(2L * values.Length, slot + 1L, Array.MaxLength));
        return ref values[slot];
    }

    private sealed class OfValues<TValue>(DataViewRowCursor source, DataViewSchema.Column column, int rows, Func<int> currentSlot)
        : ColumnBuffer
    {
        private TValue[] values = new TValue[rows];
        private readonly ValueGetter<TValue> read = source.GetGetter<TValue>(column);

        public override Delegate Getter => (ValueGetter<TValue>)((ref TValue value) => value = values[currentSlot()]);

        public override void Read(int slot) => read(ref Slot(ref values, slot));
    }

    private sealed class OfVectors<TItem>(DataViewRowCursor source, DataViewSchema.Column column, int rows, Func<int> currentSlot)
        : ColumnBuffer
    {
        private VBuffer<TItem>[] values = new VBuffer<TItem>[rows];
        private readonly ValueGetter<VBuffer<TItem>> read = source.GetGetter<VBuffer<TItem>>(column);

        // A copy: the reader may write into what it gets.
        public override Delegate Getter =>
            (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => values[currentSlot()].CopyTo(ref value));

        public override void Read(int slot) => read(ref Slot(ref values, slot));
    }
}
