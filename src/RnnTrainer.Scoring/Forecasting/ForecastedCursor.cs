using System.Runtime.ExceptionServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>
/// One pass over rows with the forecasts made after them. Rows are read ahead of the reader until a block of windows is full, and where
/// inputs are known ahead as far as a forecast reads them: of each series no more rows wait than the horizon has.
/// </summary>
internal sealed class ForecastedCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly ForecastedSchema schema;
    private readonly RowForecasts? forecasts; // null: none are wanted
    private readonly Func<long[]?> rowsOfSeries;
    private readonly ColumnBuffer?[] passed;
    private readonly ValueGetter<DataViewRowId> readId;
    private readonly Queue<ForecastedRow> ahead = new();
    private readonly Stack<ForecastedRow> free = new();
    private readonly ForecastRoom room;
    private ForecastedRow? current;
    private int rows;
    private bool isBegun, isSourceDone;
    private ExceptionDispatchInfo? failure;

    /// <param name="source">The source's cursor, over the columns behind the active ones; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="rowsOfSeries">How many rows each series has, in the order in which they first come; null: nobody knows.</param>
    public ForecastedCursor(
        DataViewRowCursor source, ForecastedSchema schema, bool[] active, ForecastScorer scorer, Func<long[]?> rowsOfSeries)
        : base(schema.Schema, active)
    {
        this.source = source;
        this.schema = schema;
        this.rowsOfSeries = rowsOfSeries;
        bool needsForecasts = schema.NeedsForecasts(active);
        forecasts = needsForecasts ? new(new(source, schema.Columns, scorer.Spec.MissingValues), scorer) : null;
        room = new(needsForecasts ? schema.Outputs.Size : 0);
        readId = source.GetIdGetter();
        passed = [.. schema.Passed.Select((column, i) => active[i]
            ? ColumnBuffer.Create(source, source.Schema[column.Index], scorer.BlockWindows, () => Current().Slot) : null)];
    }

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = Current().Id;

    protected override bool ReadNext()
    {
        if (!isBegun && forecasts is not null)
            forecasts.RowsOfSeries = rowsOfSeries();
        isBegun = true;
        if (current is not null)
        {
            current.Clear();
            free.Push(current);
            current = null;
        }
        while (!(ahead.TryPeek(out ForecastedRow? next) && next.IsReady))
        {
            if (isSourceDone)
            {
                failure?.Throw();
                return false;
            }
            ReadRow();
        }
        current = ahead.Dequeue();
        return true;
    }

    protected override Delegate Getter(int column) => column < passed.Length ? passed[column]!.Getter
        : schema.Outputs.GetterOfHorizon(column - passed.Length, () => Current().Quantiles);

    protected override void Close() => source.Dispose();

    private ForecastedRow Current()
    {
        CheckOnRow();
        return current!;
    }

    // What goes wrong is told when the reader comes to that row.
    private void ReadRow()
    {
        try
        {
            if (source.MoveNext())
            {
                Take();
                return;
            }
            forecasts?.End();
        }
        catch (Exception exception)
        {
            failure = ExceptionDispatchInfo.Capture(exception);
            forecasts?.Score();
        }
        isSourceDone = true;
    }

    private void Take()
    {
        if (!free.TryPop(out ForecastedRow? row))
            row = new(rows++, room);
        readId(ref row.Id);
        foreach (ColumnBuffer? buffer in passed)
            buffer?.Read(row.Slot);
        if (forecasts is null)
            row.SetMissing();
        else
            forecasts.Add(row);
        ahead.Enqueue(row);
    }
}
