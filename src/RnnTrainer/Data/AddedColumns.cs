using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The columns that a transformer adds to rows of one schema, computed from one column of that schema.</summary>
internal abstract class AddedColumns(DataViewSchema.Column input, params DataViewSchema.DetachedColumn[] outputs)
{
    /// <summary>The column that the added ones are computed from.</summary>
    public DataViewSchema.Column Input { get; } = input;

    public DataViewSchema.DetachedColumn[] Outputs { get; } = outputs;

    /// <summary>
    /// A <see cref="ValueGetter{TValue}"/> over <paramref name="row"/> for each output; null where
    /// <paramref name="isActive"/> says that it is not wanted.
    /// </summary>
    public abstract Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive);
}
