using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>
/// One pass over the rows of a table, those of each group together and sorted by a column. Holds the rows of a group, or where groups are
/// interleaved all.
/// </summary>
internal sealed class OrderedCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly GroupReader names; // tells the group that is given out
    private readonly StoredColumn?[] columns; // of each active column
    private readonly StepOrder order;
    private readonly RowStore store;
    private readonly GroupedRows groups;
    private readonly Action<OrderGap, string>? report;
    private OrderGap? gap; // in the group that is given out, to be reported
    private List<int> rows = [];
    private int next; // of the rows

    /// <param name="source">The source's cursor, whose active columns this one gives, group and order among them; disposed with it.</param>
    /// <param name="group">The column that identifies the groups; null: all rows are one.</param>
    /// <param name="order">The column that sorts the rows of a group.</param>
    /// <param name="areInterleaved">Whether rows of different groups are interleaved.</param>
    /// <param name="making">What is to be done if they are, for messages.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    /// <param name="report">Is told where rows seem to be missing, and in which group; null: nobody wants to know.</param>
    public OrderedCursor(
        DataViewRowCursor source, DataViewSchema.Column? group, DataViewSchema.Column order, bool areInterleaved, string making,
        Action checkCanceled, Action<OrderGap, string>? report)
        : base(source.Schema, [.. source.Schema.Select(source.IsColumnActive)])
    {
        this.source = source;
        this.report = report;
        columns = [.. source.Schema.Select(column => source.IsColumnActive(column) ? StoredColumn.OfLastRow(source, column) : null)];
        this.order = new StepOrder(source, source.Schema[order.Index]);
        store = new(source, [.. columns.OfType<StoredColumn>()], this.order, checkCanceled);
        groups = GroupedRows.Of(source, group, store, areInterleaved, making);
        names = GroupReader.Of(this, group);
    }

    public override long Batch => 0;

    /// <summary>The number of the current row in the source, from 1.</summary>
    public long SourceRow => store.NumberOf(rows[next - 1]);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckOnRow();
        value = new((ulong)Position, 0);
    };

    protected override bool ReadNext()
    {
        if (gap is not null)
        {
            names.Read();
            report!(gap, names.Text);
            gap = null;
        }
        if (next == rows.Count)
        {
            if (groups.Next() is not { } found)
                return false;
            (rows, next) = (found, 0);
            store.Sort(rows);
            gap = report is null ? null : order.FindGap(rows, store.NumberOf);
        }
        next++;
        return true;
    }

    protected override Delegate Getter(int column) => columns[column]!.Getter(Current);

    protected override void Close() => source.Dispose();

    private SequenceRows Current()
    {
        CheckOnRow();
        return new(CollectionsMarshal.AsSpan(rows).Slice(next - 1, 1), 0, 1);
    }
}
