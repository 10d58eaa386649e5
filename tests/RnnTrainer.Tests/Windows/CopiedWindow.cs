using RnnTrainer.Windows;

namespace RnnTrainer.Tests.Windows;

/// <summary>A window made the plain way, of copies: the definition that the view is compared with.</summary>
/// <param name="Device">Its series.</param>
/// <param name="Position">The number of its last row.</param>
/// <param name="Time">The time of its last row.</param>
/// <param name="Features">Value and Pair of each of its rows.</param>
/// <param name="Label">The target's value at the horizon, or all up to there; NaN beyond the series' end; none without horizon.</param>
internal sealed record CopiedWindow(string Device, long Position, long Time, float[] Features, float[] Label)
{
    public static readonly string[] Inputs = ["Value", "Pair"];

    /// <summary>Windows over the rows in the order in which they can first be known.</summary>
    public static CopiedWindow[] Of(LongRow[] rows, WindowSettings settings)
    {
        List<(int Known, int Series, CopiedWindow Window)> windows = [];
        int number = 0;
        foreach (var series in rows.Select((row, index) => (row, index))
            .GroupBy(item => settings.GroupColumn is null ? "" : item.row.Device))
        {
            (LongRow Row, int Index)[] steps = [.. series];
            for (int first = 0; first + settings.Length <= steps.Length; first += settings.Stride)
            {
                int end = first + settings.Length - 1;
                bool isLabelled = end + settings.Horizon < steps.Length;
                IEnumerable<int> labels = settings.Horizon == 0 ? [] : settings.Options.WholeHorizon
                    ? Enumerable.Range(end + 1, settings.Horizon) : [end + settings.Horizon];
                windows.Add((isLabelled ? steps[end + settings.Horizon].Index : int.MaxValue, number, new CopiedWindow(
                    steps[end].Row.Device, end, steps[end].Row.Time,
                    [.. steps[first..(end + 1)].SelectMany(step =>
                        new[] { step.Row.Value, (float)step.Row.Pair[0], (float)step.Row.Pair[1] })],
                    [.. labels.Select(at => isLabelled ? steps[at].Row.Value : float.NaN)])));
            }
            number++;
        }
        return [.. settings.Options.Interleaved ? windows.OrderBy(item => item.Known).ThenBy(item => item.Series)
            .Select(item => item.Window)
            : windows.Select(item => item.Window)];
    }

    public override string ToString() => FormattableString.Invariant(
        $"{Device} {Position} {Time} [{string.Join(' ', Features)}] -> {string.Join(' ', Label)}");
}
