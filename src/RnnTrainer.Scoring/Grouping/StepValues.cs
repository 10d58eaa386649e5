using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Grouping;

/// <summary>One value for each step, such as a label or a token.</summary>
internal sealed class StepValues<T>(DataViewRow source, DataViewSchema.Column column) : StoredColumn
{
    private readonly StoredValues<T> values = new(source, column);

    public override void Add() => values.Add();

    public override void Clear() => values.Clear();

    public override Delegate Getter(CurrentRows current) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) =>
    {
        ReadOnlySpan<int> steps = current().Steps;
        VBufferEditor<T> editor = VBufferEditor.Create(ref value, steps.Length);
        for (int step = 0; step < steps.Length; step++)
            editor.Values[step] = values[steps[step]];
        value = editor.Commit();
    });
}
