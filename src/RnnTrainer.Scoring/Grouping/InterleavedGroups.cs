using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>Reads groups whose rows are interleaved: the store holds all rows before the first group is given.</summary>
/// <param name="source">The source's cursor.</param>
/// <param name="groups">Numbers the groups of its rows.</param>
/// <param name="store">Where rows are kept.</param>
internal sealed class InterleavedGroups(DataViewRowCursor source, GroupReader groups, RowStore store) : GroupedRows
{
    private List<List<int>>? rowsOf; // of each group
    private int next;

    public override List<int>? Next()
    {
        rowsOf ??= ReadAll();
        return next < rowsOf.Count ? rowsOf[next++] : null;
    }

    private List<List<int>> ReadAll()
    {
        List<List<int>> found = [];
        while (source.MoveNext())
        {
            int group = groups.Read();
            if (group == found.Count)
                found.Add([]);
            found[group].Add(store.Add());
        }
        return found;
    }
}
