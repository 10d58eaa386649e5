using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.MLNet;

namespace RnnTrainer.Forecasting;

/// <summary>The shape of rows of some shape with the forecasts made after them.</summary>
internal static class ForecastShape
{
    /// <exception cref="RnnColumnException">A column is missing or of a type that cannot be used.</exception>
    public static SchemaShape Of(SchemaShape input, ForecastColumnNames names)
    {
        ForecastColumns.Check(names, (role, name) => SchemaShapes.FormOf(SchemaShapes.Find(input, role, name)));
        return SchemaShapes.Add(new SchemaShape(input.Where(column => ColumnBuffer.CanHold(column.ItemType))),
            [.. ForecastOutputs.Names.Select(SchemaShapes.NamedNumbers)]);
    }
}
