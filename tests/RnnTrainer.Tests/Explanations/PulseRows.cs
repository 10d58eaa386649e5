namespace RnnTrainer.Tests.Explanations;

/// <summary>Sequences of noise in three inputs, told apart by one pulse of input 2 at one of steps 5 to 8, up or down.</summary>
internal static class PulseRows
{
    public const int TimeSteps = 12, InputSize = 3, TellingInput = 2, FirstTelling = 5, EndTelling = 9;

    public sealed class Row
    {
        [VectorType(TimeSteps, InputSize)]
        public float[] Features { get; set; } = [];

        public bool Label { get; set; }

        public float Size { get; set; }
    }

    public static Row[] Of(int count, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            float[] features = [.. Enumerable.Range(0, TimeSteps * InputSize).Select(_ => (float)(0.2 * random.NextDouble() - 0.1))];
            float pulse = (i % 2 == 0 ? 1 : -1) * (1 + random.NextSingle());
            features[random.Next(FirstTelling, EndTelling) * InputSize + TellingInput] = pulse;
            return new Row { Features = features, Label = pulse > 0, Size = pulse };
        })];
    }
}
