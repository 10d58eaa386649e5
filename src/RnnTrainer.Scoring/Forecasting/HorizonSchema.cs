using Microsoft.ML;
using Microsoft.ML.Data;

namespace RnnTrainer.Forecasting;

/// <summary>The columns of forecasts, one row for each series and step ahead: the series, the step, and the step's forecast.</summary>
internal sealed class HorizonSchema
{
    /// <summary>The column that counts the steps ahead, from 1.</summary>
    public const string StepColumn = "Step";

    /// <param name="columns">The columns that forecasts are made from.</param>
    /// <param name="outputs">The columns of forecasts.</param>
    public HorizonSchema(ForecastColumns columns, ForecastOutputs outputs)
    {
        Columns = columns;
        Outputs = outputs;
        DataViewSchema.Builder schema = new();
        if (columns.Series is { } series)
            schema.AddColumn(series.Name, series.Type, series.Annotations);
        schema.AddColumn(StepColumn, NumberDataViewType.Int32);
        schema.AddColumns(outputs.OfStep());
        Schema = schema.ToSchema();
    }

    /// <summary>Whether an output column has this name and would hide the series' column.</summary>
    public static bool Adds(string name) => name == StepColumn || ForecastOutputs.Names.Contains(name);

    public DataViewSchema Schema { get; }

    public ForecastColumns Columns { get; }

    public ForecastOutputs Outputs { get; }

    /// <summary>Where the column of steps stands; the series' column is before it, if there is one.</summary>
    public int StepIndex => Columns.Series is null ? 0 : 1;
}
