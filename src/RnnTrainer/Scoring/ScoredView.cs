using Microsoft.ML;

namespace RnnTrainer.Scoring;

/// <summary>A data view with prediction columns, whose cursors score a block of rows at a time.</summary>
/// <param name="source">The data to be scored.</param>
/// <param name="rowByRow">The same data with the same columns added, scored row by row: the schema, and what blocks cannot do.</param>
/// <param name="features">The column of sequences in the source.</param>
/// <param name="scorer">Scores the sequences.</param>
internal sealed class ScoredView(IDataView source, IDataView rowByRow, DataViewSchema.Column features, SequenceScorer scorer) : IDataView
{
    private readonly ScoredSchema schema = new(source.Schema, rowByRow.Schema);

    public bool CanShuffle => rowByRow.CanShuffle;

    public DataViewSchema Schema => rowByRow.Schema;

    public long? GetRowCount() => rowByRow.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] active = schema.Active(columnsNeeded);
        return NeedsBlocks(active)
            ? Scored(source.GetRowCursor(Needed(active), source.CanShuffle ? rand : null), active)
            : rowByRow.GetRowCursor(columnsNeeded, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] active = schema.Active(columnsNeeded);
        return NeedsBlocks(active)
            ? [.. source.GetRowCursorSet(Needed(active), n, source.CanShuffle ? rand : null).Select(cursor => Scored(cursor, active))]
            : rowByRow.GetRowCursorSet(columnsNeeded, n, rand);
    }

    private bool NeedsBlocks(bool[] active) =>
        (active[schema.PredictedLabel] || active[schema.Score]) && schema.ActiveSources(active).All(column => ColumnBuffer.CanHold(column.Type));

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) => schema.ActiveSources(active).Append(features).DistinctBy(column => column.Index);

    private ScoredCursor Scored(DataViewRowCursor cursor, bool[] active)
    {
        try
        {
            return new(cursor, schema, active, features, scorer);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }
}
