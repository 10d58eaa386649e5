using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Tasks;

/// <summary>A column that a task adds to scored rows.</summary>
/// <param name="column">Its name, type and annotations.</param>
internal abstract class OutputColumn(DataViewSchema.DetachedColumn column)
{
    public DataViewSchema.DetachedColumn Column { get; } = column;

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    /// <param name="outputs">The outputs of the row that the reader stands on.</param>
    public abstract Delegate CreateGetter(RowOutputs outputs);

    /// <summary>The column with a value for each step: of steps beyond the sequence, what outputs come to that are not numbers.</summary>
    /// <param name="outputs">Outputs of the head at each step.</param>
    /// <param name="timeSteps">Steps that each row has room for; null: as many as it has.</param>
    /// <param name="scoreKind">ML.NET's name of the task with a label for each step.</param>
    public abstract OutputColumn OfSteps(int outputs, int? timeSteps, string scoreKind);

    public static OutputColumn Of<TValue>(DataViewSchema.DetachedColumn column, OutputReader<TValue> read) =>
        new Typed<TValue>(column, read, (outputs, timeSteps, kind) => new StepValues<TValue>(column, read, outputs, timeSteps, kind));

    public static OutputColumn OfVector<TItem>(DataViewSchema.DetachedColumn column, OutputReader<VBuffer<TItem>> read) =>
        new Typed<VBuffer<TItem>>(column, read,
            (outputs, timeSteps, kind) => new StepVectors<TItem>(column, read, outputs, timeSteps, kind));

    /// <summary>The outputs as they are.</summary>
    public static void Copy(ReadOnlySpan<float> outputs, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, outputs.Length);
        outputs.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private sealed class Typed<TValue>(DataViewSchema.DetachedColumn column, OutputReader<TValue> read,
        Func<int, int?, string, OutputColumn> ofSteps) : OutputColumn(column)
    {
        public override Delegate CreateGetter(RowOutputs outputs) =>
            (ValueGetter<TValue>)((ref TValue value) => read(outputs(), ref value));

        public override OutputColumn OfSteps(int outputs, int? timeSteps, string scoreKind) => ofSteps(outputs, timeSteps, scoreKind);
    }
}
