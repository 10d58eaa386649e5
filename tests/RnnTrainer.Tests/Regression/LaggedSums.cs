namespace RnnTrainer.Tests.Regression;

/// <summary>
/// Sequences of noise whose number is a sum over the past, in a unit far from 1: 1000 + 50 x (the first input of the last step + twice
/// the second input two steps before it).
/// </summary>
internal static class LaggedSums
{
    public const int TimeSteps = 5, InputSize = 3;

    public const double Mean = 1000, Unit = 50;

    public sealed class Row
    {
        [VectorType(TimeSteps, InputSize)]
        public float[] Features { get; set; } = [];

        public float Label { get; set; }

        public double Precise { get; set; }

        [VectorType(1)]
        public float[] Single { get; set; } = [];

        [VectorType(3)]
        public double[] Several { get; set; } = [];

        public float Weight { get; set; } = 1;

        public uint Key { get; set; }
    }

    public sealed class Prediction
    {
        public float Score { get; set; }
    }

    public static RnnOptions Options { get; } =
        new() { Pooling = RnnPooling.Last, HiddenSize = 16, BatchSize = 32, Epochs = 3, LearningRate = 0.01f, ClipNorm = 1, Seed = 1 };

    /// <summary>Rows, without an error in their numbers.</summary>
    public static Row[] Rows(int count, int seed = 1)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float[] features = [.. Enumerable.Range(0, TimeSteps * InputSize).Select(_ => (float)random.NextDouble() * 2 - 1)];
            double sum = features[^3] + 2 * features[^8], label = Mean + Unit * sum;
            return new Row
            {
                Features = features,
                Label = (float)label,
                Precise = label,
                Single = [(float)label],
                Several = [label, -sum / 1000, 7],
                Key = 1,
            };
        })];
    }

    public static IDataView Data(MLContext ml, int count = 90, int seed = 1) => Data(ml, Rows(count, seed));

    public static IDataView Data(MLContext ml, IEnumerable<Row> rows)
    {
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Key"].ColumnType = new KeyDataViewType(typeof(uint), 3);
        return ml.Data.LoadFromEnumerable(rows, schema);
    }
}
