using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>Reads the rows of a source group by group.</summary>
internal abstract class GroupedRows
{
    /// <summary>The rows of the next group, in the order of the source, good until the next call; null: there is none.</summary>
    public abstract List<int>? Next();

    /// <param name="source">The source's cursor.</param>
    /// <param name="group">The source's column that identifies the groups; null: all rows are one.</param>
    /// <param name="store">Where rows are kept.</param>
    /// <param name="areInterleaved">Whether rows of different groups are interleaved.</param>
    /// <param name="making">What is to be done if they are, for messages.</param>
    public static GroupedRows Of(
        DataViewRowCursor source, DataViewSchema.Column? group, RowStore store, bool areInterleaved, string making)
    {
        GroupReader numbers = GroupReader.Of(source, group is { } column ? source.Schema[column.Index] : null);
        return areInterleaved ? new InterleavedGroups(source, numbers, store) : new AdjacentGroups(source, numbers, store, making);
    }
}
