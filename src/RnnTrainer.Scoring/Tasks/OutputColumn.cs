using Microsoft.ML;

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

    private sealed class Typed<TValue>(DataViewSchema.DetachedColumn column, OutputReader<TValue> read) : OutputColumn(column)
    {
        public override Delegate CreateGetter(RowOutputs outputs) =>
            (ValueGetter<TValue>)((ref TValue value) => read(outputs(), ref value));
    }
}
