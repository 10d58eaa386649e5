using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Tasks;

namespace RnnTrainer.Scoring;

/// <summary>A data view with prediction columns, whose cursors score a block of rows at a time.</summary>
/// <param name="source">The data to be scored.</param>
/// <param name="rowByRow">The same data with the same columns added, scored row by row: the schema, and what blocks cannot do.</param>
/// <param name="columns">The columns of sequences in the source.</param>
/// <param name="scorer">Scores the sequences.</param>
/// <param name="outputs">The prediction columns.</param>
/// <param name="consolidate">Makes one cursor of a view's parallel ones, or null.</param>
/// <param name="split">Makes several cursors of one.</param>
internal sealed class ScoredView(
    IDataView source, IDataView rowByRow, SequenceColumns columns, SequenceScorer scorer, IReadOnlyList<OutputColumn> outputs,
    Func<IDataView, IEnumerable<DataViewSchema.Column>, Random?, DataViewRowCursor?> consolidate,
    Func<DataViewRowCursor, int, DataViewRowCursor[]> split) : IDataView
{
    // Handing rows from the thread that reads to one that scores costs about as much as this work does (2 µs).
    private const long WorkWorthSplitting = 1 << 18;

    private readonly ScoredSchema schema = new(source.Schema, rowByRow.Schema, outputs);

    public bool CanShuffle => rowByRow.CanShuffle;

    public DataViewSchema Schema => rowByRow.Schema;

    public long? GetRowCount() => rowByRow.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        bool[] active = schema.Active(needed);
        if (!NeedsBlocks(active))
            return rowByRow.GetRowCursor(needed, rand);
        return consolidate(this, needed, CanShuffle ? rand : null)
            ?? Scored(source.GetRowCursor(Needed(active), source.CanShuffle ? rand : null), active, areAllInOrder: rand is null);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        DataViewSchema.Column[] needed = [.. columnsNeeded];
        bool[] active = schema.Active(needed);
        if (!NeedsBlocks(active))
            return rowByRow.GetRowCursorSet(needed, n, rand);
        DataViewRowCursor[] cursors = source.GetRowCursorSet(Needed(active), n, source.CanShuffle ? rand : null);
        if (cursors.Length == 1 && n > 1 && scorer.WorkPerRow >= WorkWorthSplitting)
            cursors = split(cursors[0], n);
        return [.. cursors.Select(cursor => Scored(cursor, active, areAllInOrder: rand is null && cursors.Length == 1))];
    }

    // For an error: a cursor that shares the rows with others counts its own only.
    private long? NumberOf(DataViewRowId id)
    {
        using DataViewRowCursor cursor = source.GetRowCursor([]);
        ValueGetter<DataViewRowId> get = cursor.GetIdGetter();
        DataViewRowId found = default;
        while (cursor.MoveNext())
        {
            get(ref found);
            if (found.Equals(id))
                return cursor.Position + 1;
        }
        return null;
    }

    private bool NeedsBlocks(bool[] active) =>
        schema.NeedsScores(active) && schema.ActiveSources(active).All(column => ColumnBuffer.CanHold(column.Type));

    private IEnumerable<DataViewSchema.Column> Needed(bool[] active) =>
        schema.ActiveSources(active).Concat(columns.All).DistinctBy(column => column.Index);

    private ScoredCursor Scored(DataViewRowCursor cursor, bool[] active, bool areAllInOrder)
    {
        try
        {
            return new(cursor, schema, active, columns, scorer, areAllInOrder ? null : NumberOf);
        }
        catch
        {
            cursor.Dispose();
            throw;
        }
    }
}
