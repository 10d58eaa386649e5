using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>The columns that a transformer adds to rows of one schema, computed from some columns of that schema.</summary>
internal abstract class AddedColumns(IEnumerable<DataViewSchema.Column> inputs, params DataViewSchema.DetachedColumn[] outputs)
{
    /// <summary>The columns that the added ones are computed from.</summary>
    public IReadOnlyList<DataViewSchema.Column> Inputs { get; } = [.. inputs];

    public DataViewSchema.DetachedColumn[] Outputs { get; } = outputs;

    /// <summary>
    /// A <see cref="ValueGetter{TValue}"/> over <paramref name="row"/> for each output; null where
    /// <paramref name="isActive"/> says that it is not wanted.
    /// </summary>
    public abstract Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive);
}
