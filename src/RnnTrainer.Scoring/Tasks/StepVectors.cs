using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Tasks;

/// <summary>A column of vectors with several values for each step, one step after another.</summary>
/// <param name="ofOne">The column of one step.</param>
/// <param name="read">Makes the values of one step, as many for each.</param>
/// <param name="outputs">Outputs of the head at each step.</param>
/// <param name="timeSteps">Steps that each row has room for; null: as many as it has.</param>
/// <param name="scoreKind">ML.NET's name of the task with a label for each step.</param>
internal sealed class StepVectors<TItem>(
    DataViewSchema.DetachedColumn ofOne, OutputReader<VBuffer<TItem>> read, int outputs, int? timeSteps, string scoreKind)
    : StepOutputColumn(ofOne, outputs, timeSteps, scoreKind)
{
    private readonly int size = ((VectorDataViewType)ofOne.Type).Size;

    public override Delegate CreateGetter(RowOutputs outputs)
    {
        VBuffer<TItem> ofStep = default;
        return (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) =>
        {
            ReadOnlySpan<float> ofRow = outputs();
            int steps = Steps(ofRow);
            VBufferEditor<TItem> editor = VBufferEditor.Create(ref value, checked(steps * size));
            for (int step = 0; step < steps; step++)
            {
                read(OfStep(ofRow, step), ref ofStep);
                ofStep.CopyTo(editor.Values[(step * size)..]);
            }
            value = editor.Commit();
        });
    }
}
