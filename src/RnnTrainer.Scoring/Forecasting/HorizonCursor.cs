using Microsoft.ML;
using RnnTrainer.Values;

namespace RnnTrainer.Forecasting;

/// <summary>One pass over the forecasts of a <see cref="HorizonView"/>, one for each series.</summary>
internal sealed class HorizonCursor : ListedForecasts
{
    private readonly HorizonSchema schema;
    private readonly SeriesWindow window;
    private readonly ForecastedRow[] forecasts; // of the series of a block
    private readonly List<SeriesEnd> series = [];

    /// <param name="source">The source's cursor, over the columns that forecasts are made from; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    public HorizonCursor(
        DataViewRowCursor source, HorizonSchema schema, bool[] active, ForecastScorer scorer, Action checkCanceled)
        : base(source, schema.Columns, schema.Schema, active, scorer, checkCanceled)
    {
        this.schema = schema;
        window = new(Spec);
        ForecastRoom room = new(schema.Outputs.Size);
        forecasts = [.. Enumerable.Range(0, scorer.BlockWindows).Select(slot => new ForecastedRow(slot, room))];
    }

    protected override Delegate Getter(int column) => column < schema.StepIndex ? Names!.Getter
        : column == schema.StepIndex ? (ValueGetter<int>)((ref int value) => value = Step + 1)
        : schema.Outputs.GetterOfStep(column - schema.StepIndex - 1, () => forecasts[Current % forecasts.Length].Quantiles, () => Step);

    protected override void Begin(int series, ForecastRowReader reader) => this.series.Add(new(Spec, reader.Categories(series)));

    protected override void Add(int series, ForecastRowReader reader, long row) =>
        this.series[series].Add(reader.Step, reader.HasValue, row);

    protected override int Complete() => series.Count;

    protected override int SeriesOf(int forecast) => forecast;

    // A series without any value has no forecast.
    protected override void Forecast(ForecastBlock block, int first, int end)
    {
        List<ForecastedRow> inBlock = [];
        for (int number = first; number < end; number++)
        {
            (SeriesEnd of, ForecastedRow forecast) = (series[number], forecasts[number - first]);
            forecast.Clear();
            if (of.HasValue)
            {
                CheckFuture(of);
                of.AddTo(block, window);
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
        if (end.FutureRows < Spec.RowsAhead)
        {
            throw new RnnRowException(end.LastRow, schema.Columns.Names.Known[0],
                $"the series ends with {CountText.Of(end.FutureRows, "row")} without a value, but a forecast reads "
                + $"the known inputs of {Spec.RowsAhead} future rows. Add rows.");
        }
    }
}
