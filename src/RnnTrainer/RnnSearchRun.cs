using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>A network that an <see cref="RnnSearch"/> trained, or read from the results file. Immutable.</summary>
public sealed record RnnSearchRun
{
    internal RnnSearchRun()
    {
    }

    /// <summary>The candidate's number, from 0, in the order of drawing.</summary>
    public required int Candidate { get; init; }

    /// <summary>The chosen values, by name of the option; empty if the candidates were given.</summary>
    public required IReadOnlyDictionary<string, string> Choices { get; init; }

    /// <summary>The options used for training, including seed and length.</summary>
    public required RnnOptions Options { get; init; }

    /// <summary>The share of a full run that was trained: 1, except in early rounds of <see cref="RnnHalving"/>.</summary>
    public required double Share { get; init; }

    /// <summary>Number of epochs trained; 0 if the run failed.</summary>
    public int Epochs { get; init; }

    /// <summary>Number of optimizer steps completed; 0 if the run failed.</summary>
    public long Steps { get; init; }

    /// <summary>Number of weights and biases; 0 if the run failed.</summary>
    public int ParameterCount { get; init; }

    /// <summary>Training time, excluding the reading of data; zero if the run failed.</summary>
    public TimeSpan TrainingTime { get; init; }

    /// <summary>
    /// The metrics of the epoch whose weights were kept, by name (<see cref="RnnMetric"/>), and those of <see cref="RnnSearch.Measure"/>;
    /// empty if the run failed.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init => field = new MetricValues(value); } = new MetricValues([]);

    /// <summary>The message of the failure; <see langword="null"/> if the run succeeded.</summary>
    public string? Failure { get; init; }

    /// <summary>The exception of a failed run; <see langword="null"/> if the run succeeded or was read from the file.</summary>
    public Exception? Exception { get; init; }

    /// <summary>Whether the run was read from <see cref="RnnSearch.ResultsFile"/> rather than trained.</summary>
    public bool IsFromFile { get; init; }

    /// <summary>A metric's value; null if it was not measured.</summary>
    internal double? Find(string metric) => Metrics.TryGetValue(metric, out double value) && !double.IsNaN(value) ? value : null;

    /// <summary>Returns the run's values, formatted the same in every culture.</summary>
    public override string ToString() => RecordText.Of(nameof(RnnSearchRun), PrintMembers);
}
