namespace RnnTrainer.Tests;

/// <summary>Labelled rows whose feature column "Features" is declared as a vector of any dimensions, known or not.</summary>
internal static class VectorRows
{
    public sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";

        public int Steps { get; set; }
    }

    /// <summary>Rows of so many values each, of the classes a and b in turn.</summary>
    public static Row[] Of(params int[] sizes)
    {
        Random random = new(1);
        return [.. sizes.Select((size, i) => new Row
        {
            Features = [.. Enumerable.Range(0, size).Select(_ => random.NextSingle() + i % 2)],
            Name = "ab"[i % 2].ToString(),
            Steps = 1,
        })];
    }

    /// <summary>The rows as ML.NET data, with a key column "Label" made from their names.</summary>
    /// <param name="ml">Where the data belong.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="dimensions">Of the feature column's type; 0: unknown.</param>
    public static IDataView Data(MLContext ml, Row[] rows, params int[] dimensions)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, dimensions);
        IDataView view = ml.Data.LoadFromEnumerable(rows, schema);
        return ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)).Fit(view).Transform(view);
    }
}
