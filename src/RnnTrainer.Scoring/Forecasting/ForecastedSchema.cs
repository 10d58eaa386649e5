using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Forecasting;

/// <summary>
/// The columns of rows with the forecasts made after them: those of the rows, and after them the forecasts', which take the place of
/// others of their names.
/// </summary>
internal sealed class ForecastedSchema
{
    /// <param name="source">The schema of the rows.</param>
    /// <param name="columns">The columns of the rows that forecasts are made from.</param>
    /// <param name="outputs">The columns of forecasts.</param>
    public ForecastedSchema(DataViewSchema source, ForecastColumns columns, ForecastOutputs outputs)
    {
        Columns = columns;
        Outputs = outputs;
        Passed = [.. source.Where(column =>
            !column.IsHidden && ColumnBuffer.CanHold(column.Type) && !ForecastOutputs.Names.Contains(column.Name))];
        DataViewSchema.Builder schema = new();
        foreach (DataViewSchema.Column column in Passed)
            schema.AddColumn(column.Name, column.Type, column.Annotations);
        schema.AddColumns(outputs.OfHorizon());
        Schema = schema.ToSchema();
    }

    public DataViewSchema Schema { get; }

    /// <summary>The columns of the rows that forecasts are made from.</summary>
    public ForecastColumns Columns { get; }

    public ForecastOutputs Outputs { get; }

    /// <summary>The columns of the rows that stay; they come first, in this order.</summary>
    public IReadOnlyList<DataViewSchema.Column> Passed { get; }

    /// <summary>Whether a column of forecasts is active.</summary>
    public bool NeedsForecasts(bool[] active) => active.AsSpan(Passed.Count).Contains(true);

    /// <summary>The columns of the rows behind those that are active.</summary>
    public IEnumerable<DataViewSchema.Column> Sources(bool[] active) => Passed.Where((_, i) => active[i])
        .Concat(NeedsForecasts(active) ? Columns.All : []).DistinctBy(column => column.Index);
}
