using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Grouping;

/// <summary>One pass over the sequences of a <see cref="GroupedView"/>.</summary>
internal sealed class GroupedCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly SequenceGroupingOptions options;
    private readonly StoredColumn?[] columns; // of each active column
    private readonly RowStore store;
    private readonly GroupedRows groups;
    private List<int>? rows;

    /// <param name="source">The source's cursor, over what the active columns need; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="options">How rows become sequences.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    public GroupedCursor(
        DataViewRowCursor source, GroupedSchema schema, bool[] active, SequenceGroupingOptions options, Action checkCanceled)
        : base(schema.Schema, active)
    {
        this.source = source;
        this.options = options;
        columns = [.. active.Select((isActive, index) => isActive ? schema[index].Store(source) : null)];
        StepOrder? order = schema.Order is { } column && GroupedSchema.NeedsOrder(active) ? new(source, column) : null;
        store = new(source, [.. columns.OfType<StoredColumn>()], order, checkCanceled);
        groups = GroupedRows.Of(source, schema.Group, store, options.Interleaved,
            $"make the sequences with {nameof(SequenceGroupingOptions)}.{nameof(SequenceGroupingOptions.Interleaved)}");
    }

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckOnRow();
        value = new((ulong)Position, 0);
    };

    protected override bool ReadNext()
    {
        rows = groups.Next();
        if (rows is null)
            return false;
        store.Sort(rows);
        return true;
    }

    protected override Delegate Getter(int column) => columns[column]!.Getter(Current);

    protected override void Close() => source.Dispose();

    private SequenceRows Current()
    {
        CheckOnRow();
        Span<int> all = CollectionsMarshal.AsSpan(rows);
        int count = Math.Min(all.Length, options.MaxTimeSteps ?? all.Length);
        int start = options.Keep switch
        {
            SequencePart.Last => all.Length - count,
            SequencePart.First => 0,
        };
        return new(all, start, count);
    }
}
