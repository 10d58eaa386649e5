namespace RnnTrainer.Tests.Windows;

/// <summary>A row of a table in long form: what one device measured at one time.</summary>
public sealed class LongRow
{
    public string Device { get; set; } = "";

    public long Time { get; set; }

    public float Value { get; set; }

    [VectorType(2)]
    public double[] Pair { get; set; } = [0, 0];

    public string State { get; set; } = "";

    public float Target { get; set; } = 1;

    /// <summary>Rows of series of these lengths, one after the other or in turn; no value comes twice.</summary>
    public static LongRow[] Of(int[] lengths, bool interleaved = false)
    {
        IEnumerable<LongRow> rows = lengths.SelectMany((length, series) => Enumerable.Range(0, length).Select(time => new LongRow
        {
            Device = $"d{series}",
            Time = time,
            Value = series + time / 64f,
            Pair = [-time, series * 1000 + time],
            State = "abc"[(series + time / 3) % 3].ToString(),
        }));
        return [.. interleaved ? rows.OrderBy(row => row.Time) : rows];
    }
}
