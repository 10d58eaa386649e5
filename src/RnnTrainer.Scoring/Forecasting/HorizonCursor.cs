using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>One pass over the forecasts of a <see cref="HorizonView"/>: reads all rows, then forecasts some series at a time.</summary>
internal sealed class HorizonCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly HorizonSchema schema;
    private readonly ForecastScorer scorer;
    private readonly Action checkCanceled;
    private readonly ForecastSpec spec;
    private readonly ColumnBuffer? names; // of each series
    private readonly SeriesWindow window;
    private readonly ForecastedRow[] forecasts; // of the series of a block
    private List<SeriesEnd>? series;
    private ForecastBlock? block;
    private int current, step; // the series and the step that the reader stands on

    /// <param name="source">The source's cursor, over the columns that forecasts are made from; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    public HorizonCursor(
        DataViewRowCursor source, HorizonSchema schema, bool[] active, ForecastScorer scorer, Action checkCanceled)
        : base(schema.Schema, active)
    {
        this.source = source;
        this.schema = schema;
        this.scorer = scorer;
        this.checkCanceled = checkCanceled;
        spec = scorer.Spec;
        window = new(spec);
        ForecastRoom room = new(schema.Outputs.Size);
        forecasts = [.. Enumerable.Range(0, scorer.BlockWindows).Select(slot => new ForecastedRow(slot, room))];
        names = schema.Columns.Series is { } column
            ? ColumnBuffer.Create(source, source.Schema[column.Index], rows: 1, () => OnRow(current)) : null;
    }

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter() =>
        (ref DataViewRowId value) => value = new DataViewRowId((ulong)OnRow(Position), 0);

    protected override bool ReadNext()
    {
        if (series is null)
        {
            series = ReadAll();
            (current, step) = (-1, spec.Horizon - 1);
        }
        if (++step < spec.Horizon)
            return true;
        step = 0;
        if (++current == series.Count)
            return false;
        if (current % forecasts.Length == 0)
            ForecastFrom(current);
        return true;
    }

    protected override Delegate Getter(int column) => column < schema.StepIndex ? names!.Getter
        : column == schema.StepIndex ? (ValueGetter<int>)((ref int value) => value = OnRow(step) + 1)
        : schema.Outputs.GetterOfStep(column - schema.StepIndex - 1, () => forecasts[OnRow(current) % forecasts.Length].Quantiles,
            () => OnRow(step));

    protected override void Close() => source.Dispose();

    private T OnRow<T>(T value)
    {
        CheckOnRow();
        return value;
    }

    private List<SeriesEnd> ReadAll()
    {
        List<SeriesEnd> found = [];
        ForecastRowReader reader = new(source, schema.Columns, spec.MissingValues);
        while (source.MoveNext())
        {
            checkCanceled();
            int number = reader.Read();
            if (number == found.Count)
            {
                names?.Read(number);
                found.Add(new(spec, reader.Categories(number)));
            }
            found[number].Add(reader.Step, reader.HasValue, source.Position + 1);
        }
        return found;
    }

    // A series without any value has no forecast.
    private void ForecastFrom(int first)
    {
        block ??= scorer.CreateBlock(forecasts.Length);
        block.Clear();
        List<ForecastedRow> inBlock = [];
        foreach ((SeriesEnd end, ForecastedRow forecast) in series!.Skip(first).Zip(forecasts))
        {
            forecast.Clear();
            if (end.HasValue)
            {
                CheckFuture(end);
                end.AddTo(block, window);
                inBlock.Add(forecast);
            }
            else
            {
                forecast.SetMissing();
            }
        }
        block.Score();
        for (int i = 0; i < inBlock.Count; i++)
            inBlock[i].Read(block, i);
    }

    private void CheckFuture(SeriesEnd end)
    {
        if (end.FutureRows < spec.RowsAhead)
        {
            throw new RnnRowException(end.LastRow, schema.Columns.Names.Known[0],
                $"the series ends here with {CountText.Of(end.FutureRows, "row")} of the future, which have no value, but a forecast reads "
                + $"the known inputs of {spec.RowsAhead}. Add rows.");
        }
    }
}
