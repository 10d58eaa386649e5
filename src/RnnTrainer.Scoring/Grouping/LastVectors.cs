using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Grouping;

/// <summary>The vector of a group's last row.</summary>
internal sealed class LastVectors<T>(DataViewRow source, DataViewSchema.Column column) : StoredColumn
{
    private readonly ValueGetter<VBuffer<T>> read = source.GetGetter<VBuffer<T>>(source.Schema[column.Index]);
    private readonly RowChunks<VBuffer<T>> values = new(width: 1);

    public override void Add() => read(ref values.Add()[0]);

    public override void Clear() => values.Clear();

    // A copy: the reader may write into what it gets.
    public override Delegate Getter(CurrentRows current) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => values[current().Last][0].CopyTo(ref value));
}
