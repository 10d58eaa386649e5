using System.Globalization;
using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>The results of an <see cref="RnnSearch"/>. Immutable.</summary>
public sealed class RnnSearchResults
{
    private readonly RnnOptions? bestOptions;

    internal RnnSearchResults(
        IEnumerable<RnnSearchRun> runs, string metric, bool isHigherBetter, RnnSearchRun? best, RnnOptions? bestOptions)
    {
        Runs = new ValueList<RnnSearchRun>(runs);
        Metric = metric;
        IsHigherBetter = isHigherBetter;
        Best = best;
        this.bestOptions = bestOptions;
    }

    /// <summary>Gets all runs, in the order of the search.</summary>
    public IReadOnlyList<RnnSearchRun> Runs { get; }

    /// <summary>Gets the name of the metric that candidates were compared by.</summary>
    public string Metric { get; }

    /// <summary>Gets whether larger values of <see cref="Metric"/> are better.</summary>
    public bool IsHigherBetter { get; }

    /// <summary>
    /// Gets the best run of the candidate with the best mean over its seeds, among those that were trained longest; <see langword="null"/>
    /// if all failed.
    /// </summary>
    public RnnSearchRun? Best { get; }

    /// <summary>Gets the options of the best run at full length: <c>Fit</c> with them reproduces its network, bit for bit.</summary>
    /// <exception cref="InvalidOperationException">All runs failed.</exception>
    public RnnOptions BestOptions => bestOptions ?? throw new InvalidOperationException(Runs.Count == 0
        ? "No run was started within the time budget. Increase TimeBudget."
        : $"All {Runs.Count} runs failed. The first failure: {Runs[0].Failure}");

    /// <summary>Returns the runs as a table, the longest-trained and best first, formatted the same in every culture.</summary>
    public override string ToString()
    {
        string[] names = [.. Runs.SelectMany(run => run.Choices.Keys).Distinct()];
        return TextTable.Of(1 + names.Length, ["Candidate", .. names, "Seed", "Epochs", Metric],
            Runs.OrderByDescending(run => run.Share).ThenBy(run => Cost(run)).Select(Row), total: null);

        string[] Row(RnnSearchRun run) =>
        [
            Text(run.Candidate), .. names.Select(name => run.Choices.GetValueOrDefault(name, "")), Text(run.Options.Seed), Text(run.Epochs),
            run.Failure is not null ? "failed" : run.Find(Metric) is { } value ? NumberText.Value(value) : "",
        ];
    }

    private double Cost(RnnSearchRun run) => run.Find(Metric) is { } value ? IsHigherBetter ? -value : value : double.PositiveInfinity;

    private static string Text(int? number) => string.Create(CultureInfo.InvariantCulture, $"{number}");
}
