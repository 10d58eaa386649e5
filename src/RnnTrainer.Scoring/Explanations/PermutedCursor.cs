using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>One pass over a <see cref="PermutedView"/>.</summary>
/// <param name="source">The source's cursor, in order; disposed with this one.</param>
/// <param name="active">Which columns this cursor gives.</param>
/// <param name="features">The column of sequences.</param>
/// <param name="permuted">Creates its getter from a function that returns the number of the current row, from 0.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class PermutedCursor(DataViewRowCursor source, bool[] active, DataViewSchema.Column features,
    Func<Func<int>, Delegate> permuted, CancellationToken cancellation) : ViewCursor(source.Schema, active)
{
    public override long Batch => source.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => source.GetIdGetter();

    protected override bool ReadNext()
    {
        cancellation.ThrowIfCancellationRequested();
        return source.MoveNext();
    }

    protected override Delegate Getter(int column) => column == features.Index ? permuted(CurrentRow)
        : ColumnGetter.Of(source, source.Schema[column]);

    protected override void Close() => source.Dispose();

    private int CurrentRow()
    {
        CheckOnRow();
        return (int)Position;
    }
}
