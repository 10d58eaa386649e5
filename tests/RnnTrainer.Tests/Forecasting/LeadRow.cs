namespace RnnTrainer.Tests.Forecasting;

/// <summary>
/// A step of one series with a known rule: the two values are, but for noise, what the signal was one step before, and twice its opposite.
/// No season, and nothing else tells them.
/// </summary>
public sealed class LeadRow
{
    [VectorType(2)]
    public float[] Values { get; set; } = [];

    public float Signal { get; set; }

    public static LeadRow[] Rows(int count)
    {
        Random random = new(6);
        float before = 0;
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            float signal = (float)(2 * random.NextDouble() - 1);
            LeadRow row = new() { Values = [before + Noise(), -2 * before + Noise()], Signal = signal };
            before = signal;
            return row;
        })];

        float Noise() => 0.02f * (float)(2 * random.NextDouble() - 1);
    }
}
