using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>A view whose rows have the values of other rows in a column.</summary>
/// <param name="source">The rows.</param>
/// <param name="column">The column.</param>
/// <param name="donors">For each row, the number of the one whose value it has.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class ExchangedView(IDataView source, DataViewSchema.Column column, int[] donors, CancellationToken cancellation)
    : OrderedView(source)
{
    public override DataViewSchema Schema => Source.Schema;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) =>
        Schema.Where(other => active[other.Index] && other.Index != column.Index);

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new PermutedCursor(rows, active, column, Exchanged, cancellation);

    private Delegate Exchanged(Func<int> row)
    {
        using DataViewRowCursor cursor = Source.GetRowCursor([column]);
        ColumnBuffer values = ColumnBuffer.Create(cursor, cursor.Schema[column.Index], donors.Length, () => donors[row()]);
        for (int slot = 0; cursor.MoveNext(); slot++)
            values.Read(slot);
        return values.Getter;
    }
}
