using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>The settings in which the runs of a sweep differ.</summary>
internal sealed class SweepAxes
{
    private static readonly Comparer<string> Ascending = Comparer<string>.Create((left, right) =>
        NumberIn(left) is { } first && NumberIn(right) is { } second ? first.CompareTo(second) : string.CompareOrdinal(left, right));

    private SweepAxes(IReadOnlyList<string> free, IReadOnlyList<string> following, bool areLengthsDifferent)
    {
        Free = free;
        Following = following;
        AreLengthsDifferent = areLengthsDifferent;
    }

    /// <summary>The names of the settings that have more than one value and were chosen, in the order of <see
    /// cref="TrainingSettings.All"/>.</summary>
    public IReadOnlyList<string> Free { get; }

    /// <summary>What follows from them: the steps, where an equal number of digits makes them depend on the batch size.</summary>
    public IReadOnlyList<string> Following { get; }

    /// <summary>Whether some runs were shorter than others, as successive halving makes them.</summary>
    public bool AreLengthsDifferent { get; }

    /// <summary>The axes of some runs.</summary>
    public static SweepAxes Of(IReadOnlyCollection<SweepResult> results) =>
        Of([.. results.Select(result => result.Settings)], results.Select(result => result.Share).Distinct().Count() > 1);

    /// <summary>The axes of a sweep that begins.</summary>
    /// <param name="space">What is tried.</param>
    /// <param name="isHalving">Whether some runs are shorter than others.</param>
    public static SweepAxes Of(SweepSpace space, bool isHalving) => new(space.Varying, [], isHalving);

    private static SweepAxes Of(IReadOnlyCollection<IReadOnlyDictionary<string, string>> runs, bool areLengthsDifferent)
    {
        string[] varying = [.. TrainingSettings.All.Select(setting => setting.Name)
            .Where(name => runs.Select(run => run[name]).Distinct().Count() > 1)];
        const string batch = "batch-size";
        string steps = TrainingSettings.Steps.Name;
        bool stepsFollow = varying.Contains(batch) && runs.GroupBy(run => run[batch], run => run[steps])
            .All(group => group.Distinct().Count() == 1);
        return new([.. varying.Where(name => name != steps || !stepsFollow)], [.. varying.Where(name => name == steps && stepsFollow)],
            areLengthsDifferent);
    }

    /// <summary>A value as a number; null where it is none.</summary>
    public static double? NumberIn(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;

    /// <summary>
    /// The runs in the order of the grid: by the first setting that was chosen, then by the next; those that were trained for longer first.
    /// </summary>
    public IReadOnlyList<SweepResult> Sort(IEnumerable<SweepResult> results) => [.. Free.Reverse()
        .Aggregate(results, (sorted, name) => sorted.OrderBy(result => result.Settings[name], Ascending))
        .OrderByDescending(result => result.Share)];

    /// <summary>What sets a run apart: "hidden-size 50, batch-size 20".</summary>
    public string Label(SweepResult run) => string.Join(", ", Named(run, Free));

    /// <summary>What sets a run apart in some settings, and in how long it was trained.</summary>
    public IEnumerable<string> Named(SweepResult run, IEnumerable<string> settings) =>
        [.. settings.Select(name => $"{name} {run.Settings[name]}"), .. AreLengthsDifferent ? [$"share {ShareOf(run)}"] : (string[])[]];

    /// <summary>The share of a whole run as text.</summary>
    public static string ShareOf(SweepResult run) => run.Share.ToString("0.###", CultureInfo.InvariantCulture);
}
