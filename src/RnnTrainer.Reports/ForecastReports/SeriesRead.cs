namespace RnnTrainer.ForecastReports;

/// <summary>A series of a view.</summary>
/// <param name="name">What stands in the series column; empty where there is none.</param>
/// <param name="targets">How many values a row has.</param>
internal sealed class SeriesRead(string name, int targets)
{
    private readonly List<float> values = []; // [rows x targets]
    private readonly List<long> times = []; // of each row, future ones too; none: there is no such column
    private readonly List<string> labels = []; // as times, where these are texts
    private int known; // rows up to the last one with a value

    /// <summary>What stands in the series column; empty where there is none.</summary>
    public string Name { get; } = name;

    /// <summary>Adds a row.</summary>
    /// <param name="row">Its values, [targets]; all are NaN in a gap, and in rows of the future.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        values.AddRange(row);
        if (row.ContainsAnyExcept(float.NaN))
            known = values.Count / targets;
    }

    /// <summary>Adds the time of the row that was added last.</summary>
    public void AddTime(long time) => times.Add(time);

    /// <summary>Adds the time of the row that was added last, where it is a text.</summary>
    public void AddTime(string label) => labels.Add(label);

    /// <summary>Counts the times that were added in another unit.</summary>
    public void CountTimes(Func<long, long> count)
    {
        for (int row = 0; row < times.Count; row++)
            times[row] = count(times[row]);
    }

    /// <summary>Rows up to the last one with a value.</summary>
    public int Known => known;

    /// <summary>The values of one target up to the last known one.</summary>
    public IReadOnlyList<float> Values(int target)
    {
        float[] ofTarget = new float[known];
        for (int row = 0; row < known; row++)
            ofTarget[row] = values[(row * targets) + target];
        return ofTarget;
    }

    /// <summary>When a row was; after the last one the times go on as they did at the end.</summary>
    public string TimeOf(int row, TimeScale scale)
    {
        if (row < labels.Count)
            return labels[row];
        if (row < times.Count)
            return scale.Text(times[row]);
        return times.Count < 2 ? $"{(labels.Count > 0 ? $"+{row - labels.Count + 1}" : row + 1)}"
            : scale.Text(times[^1] + ((row - times.Count + 1) * (times[^1] - times[^2])));
    }
}
