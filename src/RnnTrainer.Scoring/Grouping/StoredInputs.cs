using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>The inputs of each step, [steps x inputs].</summary>
/// <param name="source">The source's cursor.</param>
/// <param name="inputs">The columns of inputs.</param>
internal sealed class StoredInputs(DataViewRow source, StepInputs inputs) : StoredColumn
{
    private readonly StepReader reader = inputs.ReadFrom(source);
    private readonly RowChunks<float> values = new(inputs.Size);

    public override void Add() => reader.Read(values.Add());

    public override void Clear() => values.Clear();

    public override Delegate Getter(CurrentRows current) => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
    {
        ReadOnlySpan<int> steps = current().Steps;
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, Length(steps.Length));
        for (int step = 0; step < steps.Length; step++)
            values[steps[step]].CopyTo(editor.Values[(step * inputs.Size)..]);
        value = editor.Commit();
    });

    private int Length(int steps) => (long)steps * inputs.Size is var length && length <= Array.MaxLength ? (int)length
        : throw new InvalidOperationException($"A sequence has {steps} steps of {inputs.Size} inputs, more than a vector can hold. "
            + "Set SequenceGroupingOptions.MaxTimeSteps.");
}
