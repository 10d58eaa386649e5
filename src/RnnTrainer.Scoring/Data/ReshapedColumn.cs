using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>A column with the values of another: its getter is the other's.</summary>
internal sealed class ReshapedColumn(DataViewSchema.Column input, DataViewSchema.DetachedColumn output) : AddedColumns([input], output)
{
    public override Delegate?[] CreateGetters(DataViewRow row, Func<int, bool> isActive) =>
        [isActive(0) ? ColumnGetter.Of(row, row.Schema[Inputs[0].Index]) : null];
}
