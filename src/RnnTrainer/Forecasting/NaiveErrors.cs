namespace RnnTrainer.Forecasting;

/// <summary>
/// How far the seasonal naive forecast is from what came, in the scale of each window: what a network is to improve upon, and where it
/// begins. Steps of a target that are equally many seasons ahead err alike.
/// </summary>
internal sealed class NaiveErrors
{
    private const int MostWindows = 1024;

    private readonly ForecastSpec spec;
    private readonly float[][] errors; // [targets x seasons ahead], ascending
    private readonly int seasonsAhead;

    /// <param name="windows">The windows.</param>
    /// <param name="rows">Those that are trained on; of many, some that stand evenly among them are measured.</param>
    public NaiveErrors(ForecastWindows windows, IReadOnlyList<int> rows)
    {
        spec = windows.Spec;
        seasonsAhead = (spec.Horizon - 1) / spec.Season + 1;
        List<float>[] found = [.. Enumerable.Range(0, spec.Targets.Count * seasonsAhead).Select(_ => new List<float>())];
        float[] sequence = new float[spec.TimeSteps * spec.RowSize], wanted = new float[spec.Numbers];
        int measured = Math.Min(rows.Count, MostWindows);
        for (int i = 0; i < measured; i++)
        {
            int row = rows[(int)((long)i * rows.Count / measured)];
            windows.CopyTo(row, sequence);
            windows.ReadTargets(row, wanted);
            for (int number = 0; number < wanted.Length; number++)
            {
                if (wanted[number] - sequence[PlaceOf(number)] is var error && float.IsFinite(error))
                    found[GroupOf(number)].Add(error);
            }
        }
        errors = [.. found.Select(group => group.Order().ToArray())];
    }

    /// <summary>Where a number's seasonal naive forecast stands in the sequence that the network reads.</summary>
    /// <param name="number">Target and step ahead, [targets x horizon].</param>
    public int PlaceOf(int number) =>
        (spec.PastSteps - spec.Season + number % spec.Horizon % spec.Season) * spec.RowSize + number / spec.Horizon;

    /// <summary>A quantile of a number's errors, interpolated between its neighbors; 0 where none is known.</summary>
    /// <param name="number">Target and step ahead, [targets x horizon].</param>
    /// <param name="level">Above 0 and below 1.</param>
    public float Quantile(int number, float level)
    {
        float[] own = errors[GroupOf(number)];
        if (own.Length == 0)
            return 0;
        double place = level * (double)(own.Length - 1);
        int below = (int)place;
        return (float)double.Lerp(own[below], own[Math.Min(below + 1, own.Length - 1)], place - below);
    }

    private int GroupOf(int number) => number / spec.Horizon * seasonsAhead + number % spec.Horizon / spec.Season;
}
