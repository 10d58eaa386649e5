using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>A network that an <see cref="RnnSearch"/> trained, or that an earlier search left in its file. Immutable.</summary>
public sealed record RnnSearchRun
{
    internal RnnSearchRun()
    {
    }

    /// <summary>Number of the candidate, from 0, in the order in which they were drawn.</summary>
    public required int Candidate { get; init; }

    /// <summary>What was chosen, by the name of the option; nothing where candidates were given.</summary>
    public required IReadOnlyDictionary<string, string> Choices { get; init; }

    /// <summary>The options that it was trained with, its seed and its length among them.</summary>
    public required RnnOptions Options { get; init; }

    /// <summary>The share of a whole run that it was trained for, 1 but for the first rounds of <see cref="RnnHalving"/>.</summary>
    public required double Share { get; init; }

    /// <summary>Epochs that were trained; 0 where the run failed.</summary>
    public int Epochs { get; init; }

    /// <summary>Optimizer steps that were done; 0 where the run failed.</summary>
    public long Steps { get; init; }

    /// <summary>Weights and biases of the network; 0 where the run failed.</summary>
    public int ParameterCount { get; init; }

    /// <summary>Time that training took, without reading data; none where the run failed.</summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>
    /// What was measured in the epoch whose weights were kept, by name (<see cref="RnnMetric"/>), and by <see cref="RnnSearch.Measure"/>;
    /// nothing where the run failed.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = new MetricValues(value); } = new MetricValues([]);

    /// <summary>Why the run failed; <see langword="null"/>: it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>What ended a run that failed; <see langword="null"/> where it did not, and where the file had it.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Whether <see cref="RnnSearch.ResultsFile"/> had the run, so that it was not trained again.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>A metric's value; null where it was not measured.</summary>
    internal double? Find(string metric) => Metrics.TryGetValue(metric, out double value) && !double.IsNaN(value) ? value : null;

    /// <summary>The run with its values, the same text in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnSearchRun), PrintMembers);
}
