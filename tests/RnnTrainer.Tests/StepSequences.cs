namespace RnnTrainer.Tests;

/// <summary>Sequences of random bits with a label for each step: whether the ones so far are odd in number.</summary>
internal static class StepSequences
{
    public sealed class Row
    {
        public float[] Features { get; set; } = [];

        /// <summary>Key 1 even, 2 odd, 0 missing.</summary>
        [KeyType(2)]
        public uint[] Label { get; set; } = [];

        /// <summary>The label as text, "even" or "odd".</summary>
        public string[] Parity { get; set; } = [];

        public int Steps { get; set; }

        public float Weight { get; set; } = 1;
    }

    /// <param name="count">How many sequences.</param>
    /// <param name="missing">The share of labels that are missing.</param>
    /// <param name="minSteps">Steps of the shortest.</param>
    /// <param name="maxSteps">Steps of the longest.</param>
    /// <param name="seed">What they are drawn from.</param>
    public static Row[] Rows(int count, double missing = 0, int minSteps = 1, int maxSteps = 12, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            bool[] bits = [.. Enumerable.Range(0, random.Next(minSteps, maxSteps + 1)).Select(_ => random.Next(2) == 1)];
            bool[] odd = [.. bits.Select((_, t) => bits[..(t + 1)].Count(bit => bit) % 2 == 1)];
            return new Row
            {
                Features = [.. bits.Select(bit => bit ? 1f : -1f)],
                Label = [.. odd.Select(isOdd => random.NextDouble() < missing ? 0u : isOdd ? 2u : 1u)],
                Parity = [.. odd.Select(isOdd => isOdd ? "odd" : "even")],
                Steps = bits.Length,
                Weight = 0.5f + random.Next(3),
            };
        })];
    }

    /// <summary>The rows, with vectors of unknown size.</summary>
    public static IDataView Data(MLContext ml, params Row[] rows) => ml.Data.LoadFromEnumerable(rows);

    /// <summary>The rows with vectors of known size, [time steps, 1]; shorter ones end in NaN, and in labels that count for
    /// nothing.</summary>
    public static IDataView Padded(MLContext ml, int timeSteps, params Row[] rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, timeSteps, 1);
        schema[nameof(Row.Label)].ColumnType = new VectorDataViewType(new KeyDataViewType(typeof(uint), 2), timeSteps);
        return ml.Data.LoadFromEnumerable(rows.Select(row => new Row
        {
            Features = [.. row.Features, .. Enumerable.Repeat(float.NaN, timeSteps - row.Steps)],
            Label = [.. row.Label, .. Enumerable.Range(0, timeSteps - row.Steps).Select(i => (uint)i % 3)],
            Parity = row.Parity,
            Steps = row.Steps,
            Weight = row.Weight,
        }), schema);
    }
}
