using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>Reads groups whose rows stand together: the store holds one at a time.</summary>
/// <param name="source">The source's cursor.</param>
/// <param name="groups">Numbers the groups of its rows.</param>
/// <param name="store">Where rows are kept.</param>
/// <param name="making">What is to be done where rows of groups are interleaved, for messages.</param>
internal sealed class AdjacentGroups(DataViewRowCursor source, GroupReader groups, RowStore store, string making) : GroupedRows
{
    private readonly List<int> rows = [];
    private bool isOnNext; // the source stands on the first row of the next group

    public override List<int>? Next()
    {
        if (!isOnNext)
        {
            if (!source.MoveNext())
                return null;
            groups.Read();
        }
        store.Clear();
        rows.Clear();
        int group = groups.Count - 1;
        do
        {
            rows.Add(store.Add());
            isOnNext = source.MoveNext();
        }
        while (isOnNext && IsNextIn(group));
        return rows;
    }

    // Whether the row that the source stands on is another one of the group, the newest one so far.
    private bool IsNextIn(int group)
    {
        int next = groups.Read();
        return next >= group ? next == group : throw groups.CameBack(making);
    }
}
