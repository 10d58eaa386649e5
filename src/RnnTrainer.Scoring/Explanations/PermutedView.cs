using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Explanations;

/// <summary>A view whose sequences have a part permuted.</summary>
/// <param name="source">The rows.</param>
/// <param name="table">Their sequences.</param>
/// <param name="part">What is permuted.</param>
/// <param name="donors">Where its values come from.</param>
/// <param name="cancellation">Ends the reading.</param>
internal sealed class PermutedView(
    IDataView source, SequenceTable table, PermutedPart part, RowDonors donors, CancellationToken cancellation) : OrderedView(source)
{
    public override DataViewSchema Schema => Source.Schema;

    public override long? GetRowCount() => table.Lengths.Length;

    protected override IEnumerable<DataViewSchema.Column> Needed(bool[] active) =>
        Schema.Where(column => active[column.Index] && column.Index != table.Features.Index);

    protected override DataViewRowCursor Open(DataViewRowCursor rows, bool[] active) => new PermutedCursor(rows, active,
        table.Features, row => table.Permuted(part, donors, row), cancellation);
}
