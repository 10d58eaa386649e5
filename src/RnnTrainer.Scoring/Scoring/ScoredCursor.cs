using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Scoring;

/// <summary>
/// Reads a block of rows ahead of its reader, scores them together, and hands them out one by one. What the source throws on
/// the way is thrown when the reader comes to that row.
/// </summary>
internal sealed class ScoredCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor source;
    private readonly ScoredSchema schema;
    private readonly bool[] active;
    private readonly ScoringBlock block;
    private readonly SequenceGetter sequence;
    private readonly Func<DataViewRowId, long?>? numberOf;
    private readonly ValueGetter<DataViewRowId> readId;
    private readonly ColumnBuffer?[] buffers; // of each column of the scored data
    private readonly DataViewRowId[] ids;
    private readonly long[] batches;
    private int count, slot = -1;
    private long position = -1;
    private bool isSourceDone, isDisposed;
    private ExceptionDispatchInfo? failure;

    /// <param name="source">The source's cursor, over the columns behind the active ones and the features; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which columns of the scored data this cursor gives.</param>
    /// <param name="columns">The columns of sequences in the source.</param>
    /// <param name="scorer">Scores the sequences.</param>
    /// <param name="numberOf">The number of a row, from 1, in all of the data; null: the source's cursor has them all, in order.</param>
    public ScoredCursor(
        DataViewRowCursor source, ScoredSchema schema, bool[] active, SequenceColumns columns, SequenceScorer scorer,
        Func<DataViewRowId, long?>? numberOf)
    {
        this.numberOf = numberOf;
        this.source = source;
        this.schema = schema;
        this.active = active;
        block = scorer.CreateBlock(scorer.BlockRows);
        sequence = new SequenceGetter(source, columns);
        readId = source.GetIdGetter();
        buffers = [.. schema.Schema.Select(column => active[column.Index] && schema.SourceOf(column.Index) is { } from
            ? ColumnBuffer.Create(source, from, block.MaxRows, CurrentSlot) : null)];
        ids = new DataViewRowId[block.MaxRows];
        batches = new long[block.MaxRows];
    }

    public override DataViewSchema Schema => schema.Schema;

    public override long Position => position;

    public override long Batch => slot < 0 ? 0 : batches[slot];

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < active.Length && active[column.Index];

    public override bool MoveNext()
    {
        if (isDisposed)
            return false;
        if (++slot >= count)
        {
            slot = -1;
            count = 0;
            if (!isSourceDone)
                ReadBlock();
            if (count == 0)
            {
                position = -1;
                failure?.Throw();
                return false;
            }
            slot = 0;
        }
        position++;
        return true;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = ids[CurrentSlot()];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
        {
            throw new ArgumentException(
                $"Column '{column.Name}' is not active in this cursor. Name it in the columns given to GetRowCursor.", nameof(column));
        }
        Delegate getter = schema.OutputOf(column.Index)?.CreateGetter(CurrentOutputs) ?? buffers[column.Index]!.Getter;
        return getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"A getter of {typeof(TValue)} was asked for, but column '{column.Name}' is of type {Schema[column.Index].Type}: "
            + $"ask for a getter of {getter.GetType().GetGenericArguments()[0]}.");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !isDisposed)
        {
            isDisposed = true;
            slot = -1;
            position = -1;
            source.Dispose();
        }
        base.Dispose(disposing);
    }

    private ReadOnlySpan<float> CurrentOutputs() => block.Outputs(CurrentSlot());

    private int CurrentSlot() => slot >= 0 ? slot : throw new InvalidOperationException(
        "This cursor stands on no row: values can be read after MoveNext has returned true, until it returns false or the cursor is "
        + "disposed.");

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
        catch (RnnRowException exception) when (numberOf is not null)
        {
            isSourceDone = true;
            DataViewRowId id = default;
            readId(ref id);
            failure = ExceptionDispatchInfo.Capture(exception.At(numberOf(id) ?? exception.Row));
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
        ReadOnlySpan<float> values = sequence.Read();
        foreach (ColumnBuffer? buffer in buffers)
            buffer?.Read(row);
        readId(ref ids[row]);
        batches[row] = source.Batch;
        values.CopyTo(block.Add(values.Length));
    }
}
