using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Forecasting;
using RnnTrainer.Values;

namespace RnnTrainer.Backtesting;

/// <summary>One pass over a <see cref="BacktestView"/>: reads all rows, then forecasts after some origins at a time.</summary>
internal sealed class BacktestCursor : ViewCursor
{
    private readonly DataViewRowCursor source;
    private readonly BacktestSchema schema;
    private readonly BacktestPlan plan;
    private readonly ForecastScorer scorer;
    private readonly Action checkCanceled;
    private readonly ForecastSpec spec;
    private readonly ColumnBuffer? names; // of each series
    private readonly ForecastBlock block;
    private BacktestOrigin[]? origins;
    private int current, step; // the origin and the step that the reader stands on

    /// <param name="source">The source's cursor, over the columns that forecasts are made from; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="plan">After which rows forecasts are made.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    public BacktestCursor(DataViewRowCursor source, BacktestSchema schema, bool[] active, BacktestPlan plan, ForecastScorer scorer,
        Action checkCanceled) : base(schema.Schema, active)
    {
        this.source = source;
        this.schema = schema;
        this.plan = plan;
        this.scorer = scorer;
        this.checkCanceled = checkCanceled;
        spec = scorer.Spec;
        block = scorer.CreateBlock(scorer.BlockWindows);
        names = schema.Columns.Series is { } column
            ? ColumnBuffer.Create(source, source.Schema[column.Index], rows: 1, () => Current.Series) : null;
    }

    public override long Batch => 0;

    private BacktestOrigin Current
    {
        get
        {
            CheckOnRow();
            return origins![current];
        }
    }

    private int Step
    {
        get
        {
            CheckOnRow();
            return step;
        }
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) =>
    {
        CheckOnRow();
        value = new DataViewRowId((ulong)Position, 0);
    };

    protected override bool ReadNext()
    {
        if (origins is null)
        {
            origins = ReadAll();
            (current, step) = (-1, spec.Horizon - 1);
        }
        if (++step < spec.Horizon)
            return true;
        step = 0;
        if (++current == origins.Length)
            return false;
        if (current % scorer.BlockWindows == 0)
            Forecast(origins.AsSpan(current..Math.Min(origins.Length, current + scorer.BlockWindows)));
        return true;
    }

    protected override Delegate Getter(int column) => schema.Schema[column].Name switch
    {
        ForecastNames.Series => names!.Getter,
        ForecastNames.Origin => (ValueGetter<long>)((ref long value) => value = Current.Known),
        ForecastNames.Step => (ValueGetter<int>)((ref int value) => value = Step + 1),
        ForecastNames.Actual => OfTargets(target => Current.Actual(step, target)),
        ForecastNames.SeasonalNaive => OfTargets(target => Current.SeasonalNaive(spec, step, target)),
        ForecastNames.SeasonalScale => OfTargets(target => Current.SeasonalScale(spec, target)),
        _ => schema.Outputs.GetterOfStep(column - schema.FirstOutput, () => Current.Quantiles, () => Step),
    };

    protected override void Close() => source.Dispose();

    private Delegate OfTargets(Func<int, float> ofTarget)
    {
        if (spec.Targets.Count == 1)
            return (ValueGetter<float>)((ref float value) => value = ofTarget(0));
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, spec.Targets.Count);
            for (int target = 0; target < editor.Values.Length; target++)
                editor.Values[target] = ofTarget(target);
            value = editor.Commit();
        });
    }

    private BacktestOrigin[] ReadAll()
    {
        List<SeriesHistory> series = [];
        ForecastRowReader reader = new(source, schema.Columns, spec.MissingValues);
        while (source.MoveNext())
        {
            checkCanceled();
            int number = reader.Read();
            if (number == series.Count)
            {
                names?.Read(number);
                series.Add(new(spec.RowSize, reader.Categories(number)));
            }
            series[number].Add(reader.Step, reader.HasValue);
        }
        BacktestOrigin[] found = [.. series.SelectMany((history, number) => plan.KnownRows(history.Rows, spec.Horizon, spec.Season)
            .Select(known => new BacktestOrigin(number, history, known)))];
        return found.Length > 0 ? found : throw TooShort(series.Count == 0 ? 0 : series.Max(history => history.Rows));
    }

    private void Forecast(Span<BacktestOrigin> next)
    {
        checkCanceled();
        block.Clear();
        foreach (BacktestOrigin origin in next)
            origin.AddTo(block, spec);
        block.Score();
        for (int i = 0; i < next.Length; i++)
        {
            next[i].Quantiles = new float[spec.Quantiles];
            block.Read(i, next[i].Quantiles);
        }
    }

    private InvalidOperationException TooShort(int longest)
    {
        long wanted = spec.Season + spec.Horizon + (long)plan.Skipped * plan.Stride;
        return new($"The longest series has {CountText.Of(longest, "row")} with a value; a backtest wants {wanted}: a season of "
            + $"{spec.Season} before the origin and a horizon of {spec.Horizon} after it. Give longer series.");
    }
}
