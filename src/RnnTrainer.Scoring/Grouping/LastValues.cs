using Microsoft.ML;

namespace RnnTrainer.Grouping;

/// <summary>The value of a group's last row.</summary>
internal sealed class LastValues<T>(DataViewRow source, DataViewSchema.Column column) : StoredColumn
{
    private readonly StoredValues<T> values = new(source, column);

    public override void Add() => values.Add();

    public override void Clear() => values.Clear();

    public override Delegate Getter(CurrentRows current) => (ValueGetter<T>)((ref T value) => value = values[current().Last]);
}
