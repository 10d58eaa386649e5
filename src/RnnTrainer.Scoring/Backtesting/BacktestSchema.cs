using Microsoft.ML;
using Microsoft.ML.Data;
using RnnTrainer.Data;
using RnnTrainer.Evaluation;
using RnnTrainer.Forecasting;

namespace RnnTrainer.Backtesting;

/// <summary>The columns of a backtest: series, origin, step, the value that came, its forecast, and the seasonal naive forecast.</summary>
internal sealed class BacktestSchema
{
    private readonly string[] targets;

    /// <param name="columns">The columns that forecasts are made from.</param>
    /// <param name="outputs">The columns of forecasts.</param>
    public BacktestSchema(ForecastColumns columns, ForecastOutputs outputs)
    {
        Columns = columns;
        Outputs = outputs;
        targets = [.. columns.Targets.Names()];
        DataViewSchema.Builder schema = new();
        if (columns.Series is { } series)
            schema.AddColumn(ForecastNames.Series, series.Type, series.Annotations);
        schema.AddColumn(ForecastNames.Origin, NumberDataViewType.Int64);
        schema.AddColumn(ForecastNames.Step, NumberDataViewType.Int32);
        Add(schema, ForecastNames.Actual);
        schema.AddColumns(outputs.OfStep());
        Add(schema, ForecastNames.SeasonalNaive);
        Add(schema, ForecastNames.SeasonalScale);
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public ForecastColumns Columns { get; }

    public ForecastOutputs Outputs { get; }

    /// <summary>Where the columns of <see cref="Outputs"/> begin.</summary>
    public int FirstOutput => Schema[ForecastNames.Forecast].Index;

    // A number, of several targets one each.
    private void Add(DataViewSchema.Builder schema, string name)
    {
        if (targets.Length == 1)
        {
            schema.AddColumn(name, NumberDataViewType.Single);
            return;
        }
        DataViewSchema.Annotations.Builder annotations = new();
        KeyAnnotations.Add(annotations, SlotNames.Kind, targets);
        schema.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, targets.Length), annotations.ToAnnotations());
    }
}
