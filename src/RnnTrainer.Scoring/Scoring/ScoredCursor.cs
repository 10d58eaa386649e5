using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Scoring;

/// <summary>
/// Reads a block of rows ahead of its reader, scores them together, and hands them out one by one. What the source throws on
/// the way is thrown when the reader comes to that row.
/// </summary>
internal sealed class ScoredCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly ScoredSchema schema;
    private readonly ScoringBlock block;
    private readonly SequenceGetter sequence;
    private readonly Func<DataViewRowId, long?>? numberOf;
    private readonly ValueGetter<DataViewRowId> readId;
    private readonly ColumnBuffer?[] buffers; // of each column of the scored data
    private readonly DataViewRowId[] ids;
    private readonly long[] batches;
    private int count, slot = -1;
    private bool isSourceDone;
    private ExceptionDispatchInfo? failure;

    /// <param name="source">The source's cursor, over the columns behind the active ones and the features; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which columns of the scored data this cursor gives.</param>
    /// <param name="columns">The columns of sequences in the source.</param>
    /// <param name="scorer">Scores the sequences.</param>
    /// <param name="numberOf">The number of a row, from 1, in all of the data; null: the source's cursor has them all, in order.</param>
    public ScoredCursor(
        DataViewRowCursor source, ScoredSchema schema, bool[] active, SequenceColumns columns, SequenceScorer scorer,
        Func<DataViewRowId, long?>? numberOf) : base(schema.Schema, active)
    {
        this.numberOf = numberOf;
        this.source = source;
        this.schema = schema;
        block = scorer.CreateBlock(scorer.BlockRows);
        sequence = new SequenceGetter(source, columns);
        readId = source.GetIdGetter();
        buffers = [.. schema.Schema.Select(column => active[column.Index] && schema.SourceOf(column.Index) is { } from
            ? ColumnBuffer.Create(source, from, block.MaxRows, CurrentSlot) : null)];
        ids = new DataViewRowId[block.MaxRows];
        batches = new long[block.MaxRows];
    }

    public override long Batch => IsOnRow ? batches[slot] : 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = ids[CurrentSlot()];

    protected override bool ReadNext()
    {
        if (++slot < count)
            return true;
        slot = count = 0;
        if (!isSourceDone)
            ReadBlock();
        if (count == 0)
            failure?.Throw();
        return count > 0;
    }

    protected override Delegate Getter(int column) => schema.OutputOf(column)?.CreateGetter(CurrentOutputs) ?? buffers[column]!.Getter;

    protected override void Close() => source.Dispose();

    private ReadOnlySpan<float> CurrentOutputs() => block.Outputs(CurrentSlot());

    private int CurrentSlot()
    {
        CheckOnRow();
        return slot;
    }

    private void ReadBlock()
    {
        block.Clear();
        try
        {
            while (!block.IsFull && !isSourceDone)
            {
                isSourceDone = !source.MoveNext();
                if (!isSourceDone)
                {
                    ReadRow(count);
                    count++; // not before the whole row is there
                }
            }
        }
        catch (Exception exception)
        {
            isSourceDone = true;
            failure = ExceptionDispatchInfo.Capture(exception);
        }
        block.Score();
    }

    private void ReadRow(int row)
    {
        readId(ref ids[row]);
        batches[row] = source.Batch;
        ReadOnlySpan<float> values = ReadSequence(ids[row]);
        foreach (ColumnBuffer? buffer in buffers)
            buffer?.Read(row);
        values.CopyTo(block.Add(values.Length));
    }

    private ReadOnlySpan<float> ReadSequence(DataViewRowId id)
    {
        try
        {
            return sequence.Read();
        }
        catch (RnnRowException exception) when (numberOf is not null)
        {
            throw exception.At(numberOf(id) ?? exception.Row);
        }
    }
}
