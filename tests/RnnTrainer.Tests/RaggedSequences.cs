namespace RnnTrainer.Tests;

/// <summary>Rows whose sequences are of any length: a column of vectors of unknown size.</summary>
internal static class RaggedSequences
{
    public sealed class Row
    {
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";

        public int Steps { get; set; }

        public float Weight { get; set; } = 1;
    }

    /// <summary>Toy rows as ragged ones: the same values, whose number the type does not say.</summary>
    public static Row[] Rows(int count) => [.. ToySequences.Rows(count)
        .Select(row => new Row { Features = row.Features, Name = row.Name, Steps = ToySequences.TimeSteps })];

    /// <summary>The rows as ML.NET data, with a key column "Label" made from their names.</summary>
    public static IDataView Data(MLContext ml, params Row[] rows) => WithLabel(ml, ml.Data.LoadFromEnumerable(rows));

    /// <summary>The rows with a feature column of known size, [time steps, 3]; shorter ones end in NaN.</summary>
    public static IDataView Padded(MLContext ml, int timeSteps, params Row[] rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Features"].ColumnType = new VectorDataViewType(NumberDataViewType.Single, timeSteps, ToySequences.InputSize);
        int size = timeSteps * ToySequences.InputSize;
        return WithLabel(ml, ml.Data.LoadFromEnumerable(rows.Select(row => new Row
        {
            Features = [.. row.Features, .. Enumerable.Repeat(float.NaN, Math.Max(0, size - row.Features.Length))],
            Name = row.Name,
            Steps = row.Steps,
            Weight = row.Weight,
        }), schema));
    }

    /// <summary>The rows as ML.NET data, with a Boolean column "Label": whether their name is a.</summary>
    public static IDataView YesNoData(MLContext ml, params Row[] rows)
    {
        IDataView view = ml.Data.LoadFromEnumerable(rows);
        return ml.Transforms.Expression("Label", "name => name == \"a\"", nameof(Row.Name)).Fit(view).Transform(view);
    }

    private static IDataView WithLabel(MLContext ml, IDataView view) =>
        ml.Transforms.Conversion.MapValueToKey("Label", nameof(Row.Name)).Fit(view).Transform(view);
}
