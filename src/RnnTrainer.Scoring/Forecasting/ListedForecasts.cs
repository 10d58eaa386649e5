using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>
/// One pass over forecasts that are listed one after another, each with a row for each step ahead: reads all rows of the source, then
/// makes some forecasts at a time.
/// </summary>
internal abstract class ListedForecasts : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly ForecastColumns columns;
    private readonly ForecastScorer scorer;
    private readonly Action checkCanceled;
    private ForecastBlock? block;
    private int count = -1; // of forecasts; -1: the source has not been read
    private int current, step; // the forecast and the step that the reader stands on

    /// <param name="source">The source's cursor, over the columns that forecasts are made from; disposed with this one.</param>
    /// <param name="columns">These columns.</param>
    /// <param name="schema">The columns of the view.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    protected ListedForecasts(DataViewRowCursor source, ForecastColumns columns, DataViewSchema schema, bool[] active,
        ForecastScorer scorer, Action checkCanceled) : base(schema, active)
    {
        this.source = source;
        this.columns = columns;
        this.scorer = scorer;
        this.checkCanceled = checkCanceled;
        Names = columns.Series is { } column
            ? ColumnBuffer.Create(source, source.Schema[column.Index], rows: 1, () => SeriesOf(Current)) : null;
    }

    public sealed override long Batch => 0;

    /// <summary>What the series are called, by their numbers; null: there is one, without a name.</summary>
    protected ColumnBuffer? Names { get; }

    /// <summary>What is forecast.</summary>
    protected ForecastSpec Spec => scorer.Spec;

    /// <summary>The forecast that the reader stands on.</summary>
    /// <exception cref="InvalidOperationException">It stands on none.</exception>
    protected int Current => OnRow(current);

    /// <summary>The step ahead that the reader stands on, from 0.</summary>
    /// <exception cref="InvalidOperationException">It stands on none.</exception>
    protected int Step => OnRow(step);

    public sealed override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)OnRow(Position), 0);

    /// <summary>A series begins.</summary>
    /// <param name="series">Its number: how many there were before.</param>
    /// <param name="reader">Stands on its first row.</param>
    protected abstract void Begin(int series, ForecastRowReader reader);

    /// <summary>A row of a series that has begun.</summary>
    /// <param name="series">The series' number.</param>
    /// <param name="reader">Stands on the row.</param>
    /// <param name="row">The number of the row in the source, from 1.</param>
    protected abstract void Add(int series, ForecastRowReader reader, long row);

    /// <summary>All rows have been read; says how many forecasts there are.</summary>
    protected abstract int Complete();

    /// <summary>The series of a forecast.</summary>
    protected abstract int SeriesOf(int forecast);

    /// <summary>Makes the forecasts first to end - 1.</summary>
    /// <param name="block">Room for them, empty.</param>
    /// <param name="first">The first of them.</param>
    /// <param name="end">The one after the last.</param>
    protected abstract void Forecast(ForecastBlock block, int first, int end);

    protected sealed override bool ReadNext()
    {
        if (count < 0)
        {
            ReadAll();
            (count, current, step) = (Complete(), -1, Spec.Horizon - 1);
        }
        if (++step < Spec.Horizon)
            return true;
        step = 0;
        if (++current == count)
            return false;
        if (current % scorer.BlockWindows == 0)
        {
            checkCanceled();
            block ??= scorer.CreateBlock(scorer.BlockWindows);
            block.Clear();
            Forecast(block, current, Math.Min(count, current + scorer.BlockWindows));
        }
        return true;
    }

    protected sealed override void Close() => source.Dispose();

    private void ReadAll()
    {
        int series = 0;
        ForecastRowReader reader = new(source, columns, Spec.MissingValues);
        while (source.MoveNext())
        {
            checkCanceled();
            int number = reader.Read();
            if (number == series)
            {
                Names?.Read(number);
                Begin(number, reader);
                series++;
            }
            Add(number, reader, source.Position + 1);
        }
    }

    private T OnRow<T>(T value)
    {
        CheckOnRow();
        return value;
    }
}
