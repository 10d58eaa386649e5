namespace RnnTrainer.Tests.Evaluation;

/// <summary>Values that came beside their forecasts, as a backtest gives them.</summary>
internal static class ForecastRows
{
    public static IDataView View(IEnumerable<Row> rows, params float[] levels)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        if (levels.Length == 0)
        {
            schema.Remove(schema[nameof(Row.Quantiles)]);
            return EvaluatedRows.Ml.Data.LoadFromEnumerable(rows, schema);
        }
        schema[nameof(Row.Quantiles)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, levels.Length);
        VBuffer<ReadOnlyMemory<char>> names =
            new(levels.Length, [.. levels.Select(level => FormattableString.Invariant($"Quantile-{level}").AsMemory())]);
        schema[nameof(Row.Quantiles)].AddAnnotation("SlotNames", names, new VectorDataViewType(TextDataViewType.Instance, levels.Length));
        return EvaluatedRows.Ml.Data.LoadFromEnumerable(rows, schema);
    }

    public sealed class Row
    {
        public string Series { get; set; } = "";

        public float Actual { get; set; }

        public float Forecast { get; set; }

        public float[] Quantiles { get; set; } = [];

        public float SeasonalNaive { get; set; }

        public float SeasonalScale { get; set; }
    }
}
