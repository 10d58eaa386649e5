using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Tasks;

/// <summary>A column of vectors with one value for each step.</summary>
/// <param name="ofOne">The column of one step.</param>
/// <param name="read">Makes the value of one step.</param>
/// <param name="outputs">Outputs of the head at each step.</param>
/// <param name="timeSteps">Steps that each row has room for; null: as many as it has.</param>
/// <param name="scoreKind">ML.NET's name of the task with a label for each step.</param>
internal sealed class StepValues<TValue>(
    DataViewSchema.DetachedColumn ofOne, OutputReader<TValue> read, int outputs, int? timeSteps, string scoreKind)
    : StepOutputColumn(ofOne, outputs, timeSteps, scoreKind)
{
    public override Delegate CreateGetter(RowOutputs outputs) => (ValueGetter<VBuffer<TValue>>)((ref VBuffer<TValue> value) =>
    {
        ReadOnlySpan<float> ofRow = outputs();
        VBufferEditor<TValue> editor = VBufferEditor.Create(ref value, Steps(ofRow));
        for (int step = 0; step < editor.Values.Length; step++)
            read(OfStep(ofRow, step), ref editor.Values[step]);
        value = editor.Commit();
    });
}
