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

    public static OutputColumn Of<TValue>(DataViewSchema.DetachedColumn column, OutputReader<TValue> read) =>
        new Typed<TValue>(column, read);

    /// <summary>The outputs as they are.</summary>
    public static void Copy(ReadOnlySpan<float> outputs, ref VBuffer<float> value)
    {
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, outputs.Length);
        outputs.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private sealed class Typed<TValue>(DataViewSchema.DetachedColumn column, OutputReader<TValue> read) : OutputColumn(column)
    {
        public override Delegate CreateGetter(RowOutputs outputs) =>
            (ValueGetter<TValue>)((ref TValue value) => read(outputs(), ref value));
    }
}
