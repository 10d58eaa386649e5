using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Forecasting;
using RnnTrainer.Values;

namespace RnnTrainer.Backtesting;

/// <summary>One pass over a <see cref="BacktestView"/>: a forecast after each origin.</summary>
internal sealed class BacktestCursor : ListedForecasts
{
    private readonly BacktestSchema schema;
    private readonly BacktestPlan plan;
    private readonly List<SeriesHistory> series = [];
    private BacktestOrigin[] origins = [];

    /// <param name="source">The source's cursor, over the columns that forecasts are made from; disposed with this one.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="active">Which of them this cursor gives.</param>
    /// <param name="plan">After which rows forecasts are made.</param>
    /// <param name="scorer">Forecasts.</param>
    /// <param name="checkCanceled">Throws where the work is to end.</param>
    public BacktestCursor(DataViewRowCursor source, BacktestSchema schema, bool[] active, BacktestPlan plan, ForecastScorer scorer,
        Action checkCanceled) : base(source, schema.Columns, schema.Schema, active, scorer, checkCanceled)
    {
        this.schema = schema;
        this.plan = plan;
    }

    private BacktestOrigin Origin => origins[Current];

    protected override Delegate Getter(int column) => schema.Schema[column].Name switch
    {
        ForecastNames.Series => Names!.Getter,
        ForecastNames.Origin => (ValueGetter<long>)((ref long value) => value = Origin.Known),
        ForecastNames.Step => (ValueGetter<int>)((ref int value) => value = Step + 1),
        ForecastNames.Actual => OfTargets(target => Origin.Actual(Step, target)),
        ForecastNames.SeasonalNaive => OfTargets(target => Origin.SeasonalNaive(Spec, Step, target)),
        ForecastNames.SeasonalScale => OfTargets(target => Origin.SeasonalScale(Spec, target)),
        _ => schema.Outputs.GetterOfStep(column - schema.FirstOutput, () => Origin.Quantiles, () => Step),
    };

    protected override void Begin(int series, ForecastRowReader reader) =>
        this.series.Add(new(Spec.RowSize, reader.Categories(series)));

    protected override void Add(int series, ForecastRowReader reader, long row) =>
        this.series[series].Add(reader.Step, reader.HasValue);

    protected override int Complete()
    {
        origins = [.. series.SelectMany((history, number) => plan.KnownRows(history.Rows, Spec.Horizon, Spec.Season)
            .Select(known => new BacktestOrigin(number, history, known)))];
        return origins.Length > 0 ? origins.Length : throw TooShort(series.Count == 0 ? 0 : series.Max(history => history.Rows));
    }

    protected override int SeriesOf(int forecast) => origins[forecast].Series;

    protected override void Forecast(ForecastBlock block, int first, int end)
    {
        Span<BacktestOrigin> next = origins.AsSpan(first..end);
        foreach (BacktestOrigin origin in next)
            origin.AddTo(block, Spec);
        block.Score();
        for (int i = 0; i < next.Length; i++)
        {
            next[i].Quantiles = new float[Spec.Quantiles];
            block.Read(i, next[i].Quantiles);
        }
    }

    private Delegate OfTargets(Func<int, float> ofTarget)
    {
        if (Spec.Targets.Count == 1)
            return (ValueGetter<float>)((ref float value) => value = ofTarget(0));
        return (ValueGetter<VBuffer<float>>)((ref VBuffer<float> value) =>
        {
            VBufferEditor<float> editor = VBufferEditor.Create(ref value, Spec.Targets.Count);
            for (int target = 0; target < editor.Values.Length; target++)
                editor.Values[target] = ofTarget(target);
            value = editor.Commit();
        });
    }

    private InvalidOperationException TooShort(int longest)
    {
        long wanted = Spec.Season + Spec.Horizon + (long)plan.Skipped * plan.Stride;
        return new($"The longest series has {CountText.Of(longest, "row")} with a value; a backtest wants {wanted}: a season of "
            + $"{Spec.Season} before the origin and a horizon of {Spec.Horizon} after it. Give longer series.");
    }
}
