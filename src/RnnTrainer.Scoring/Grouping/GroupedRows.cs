namespace RnnTrainer.Grouping;

/// <summary>Reads the rows of a source group by group.</summary>
internal abstract class GroupedRows
{
    /// <summary>The rows of the next group, in the order of the source, good until the next call; null: there is none.</summary>
    public abstract List<int>? Next();
}
