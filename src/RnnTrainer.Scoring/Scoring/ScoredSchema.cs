using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Tasks;

namespace RnnTrainer.Scoring;

/// <summary>
/// Where the columns of scored data come from: ML.NET keeps the source's columns in order and puts the added ones among them. Of
/// columns with one name the last counts, which is the one that was added.
/// </summary>
internal sealed class ScoredSchema
{
    private readonly DataViewSchema source;
    private readonly int[] sources; // of each column: its index in the source, or -1
    private readonly OutputColumn?[] outputs; // of each column: what computes it, where it was added

    public ScoredSchema(DataViewSchema source, DataViewSchema scored, IReadOnlyList<OutputColumn> added)
    {
        this.source = source;
        Schema = scored;
        outputs = new OutputColumn?[scored.Count];
        foreach (OutputColumn output in added)
            outputs[scored[output.Column.Name].Index] = output;
        int next = 0;
        sources = [.. outputs.Select(output => output is not null ? -1 : next++)];
    }

    public DataViewSchema Schema { get; }

    /// <summary>Which columns of the scored data are among those needed.</summary>
    public bool[] Active(IEnumerable<DataViewSchema.Column> columnsNeeded) => ViewCursor.Active(Schema, columnsNeeded);

    /// <summary>Whether an added column is active, so that rows must be scored.</summary>
    public bool NeedsScores(bool[] active) => Schema.Any(column => active[column.Index] && outputs[column.Index] is not null);

    /// <summary>What computes a column of the scored data; null for those that come from the source.</summary>
    public OutputColumn? OutputOf(int index) => outputs[index];

    /// <summary>The source's column that a column of the scored data comes from; null for the added ones.</summary>
    public DataViewSchema.Column? SourceOf(int index) => sources[index] < 0 ? null : source[sources[index]];

    /// <summary>The source's columns behind those that are active.</summary>
    public IEnumerable<DataViewSchema.Column> ActiveSources(bool[] active) =>
        Schema.Where(column => active[column.Index]).Select(column => SourceOf(column.Index)).OfType<DataViewSchema.Column>();
}
