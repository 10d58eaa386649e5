using Microsoft.ML;

namespace RnnTrainer.Scoring;

/// <summary>Where the columns of scored data come from: ML.NET keeps the source's columns in order and puts the added ones among them.</summary>
internal sealed class ScoredSchema
{
    private readonly DataViewSchema source;
    private readonly int[] sources; // of each column: its index in the source, or -1

    public ScoredSchema(DataViewSchema source, DataViewSchema scored)
    {
        this.source = source;
        Schema = scored;
        PredictedLabel = scored[nameof(PredictedLabel)].Index;
        Score = scored[nameof(Score)].Index;
        int next = 0;
        sources = [.. scored.Select(column => column.Index == PredictedLabel || column.Index == Score ? -1 : next++)];
    }

    public DataViewSchema Schema { get; }

    public int PredictedLabel { get; }

    public int Score { get; }

    /// <summary>Which columns of the scored data are among those needed.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        bool[] active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columnsNeeded)
        {
            if (column.Index >= active.Length || Schema[column.Index].Name != column.Name)
                throw new ArgumentException($"Column '{column.Name}' (index {column.Index}) is none of this data view's.", nameof(columnsNeeded));
            active[column.Index] = true;
        }
        return active;
    }

    /// <summary>The source's column that a column of the scored data comes from; null for the added ones.</summary>
    public DataViewSchema.Column? SourceOf(int index) => sources[index] < 0 ? null : source[sources[index]];

    /// <summary>The source's columns behind those that are active.</summary>
    public IEnumerable<DataViewSchema.Column> ActiveSources(bool[] active) =>
        Schema.Where(column => active[column.Index]).Select(column => SourceOf(column.Index)).OfType<DataViewSchema.Column>();
}
