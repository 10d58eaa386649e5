using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>The groups of a long table, one a row, in the order of their first rows.</summary>
/// <param name="source">The table.</param>
/// <param name="columns">The columns of the sequences.</param>
/// <param name="options">How rows become sequences.</param>
/// <param name="checkCanceled">Throws where the work is to end.</param>
internal sealed class GroupedView(IDataView source, GroupedSchema columns, SequenceGroupingOptions options, Action checkCanceled)
    : OrderedView(source)
{
    public override DataViewSchema Schema => columns.Schema;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) => columns.Needed(active);

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) =>
        new GroupedCursor(rows, columns, active, options, checkCanceled);
}
