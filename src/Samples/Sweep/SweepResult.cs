namespace RnnTrainer.Samples;

/// <summary>One run of a sweep: a row of its CSV file.</summary>
internal sealed record SweepResult
{
    /// <summary>The data's name: "MNIST", or the folder that was given.</summary>
    public required string Data { get; init; }

    /// <summary>Images trained on.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>All settings by their option's name, without the dashes, as they would be typed; those of a whole run.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The share of a whole run that it was trained for: 1 but for the first rounds of successive halving.</summary>
    public double Share { get; init; } = 1;

    /// <summary>Weights and biases of the network; null where the run failed.</summary>
    public int? Parameters { get; init; }

    /// <summary>Optimizer steps done, fewer than asked for where training stopped early; null where the run failed.</summary>
    public long? StepsDone { get; init; }

    /// <summary>Time that training took; null where the run failed.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>Training rows per second over the whole run; null where the run failed.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>
    /// What was measured on validation rows, by <see cref="ShownMetric.Column"/>, in the file's order; nothing where the run failed.
    /// </summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new OrderedDictionary<string, double>();

    /// <summary>Why the run failed, in a line; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>A run of a search.</summary>
    /// <param name="data">The data's name.</param>
    /// <param name="rows">Images trained on.</param>
    /// <param name="run">The run.</param>
    /// <param name="whole">The options of a whole run.</param>
    public static SweepResult Of(string data, long rows, RnnSearchRun run, RnnOptions whole)
    {
        SweepResult result = new() { Data = data, TrainingRows = rows, Settings = TrainingSettings.TextOf(whole), Share = run.Share };
        if (run.Failure is not null)
        {
            string failure = run.Exception is RnnOptionException option ? option.Describe(OptionNames.Of, SettingText.Kebab) : run.Failure;
            return result with { Failure = failure.ReplaceLineEndings(" ") };
        }
        double seconds = run.TrainingTime.TotalSeconds;
        ILookup<string, double> measured = run.Metrics.ToLookup(metric => new ShownMetric(metric.Key).Column, metric => metric.Value);
        return result with
        {
            Parameters = run.ParameterCount,
            StepsDone = run.Steps,
            TrainingSeconds = seconds,
            RowsPerSecond = RowsSeen(run.Options, rows, run.Steps) / seconds,
            Metrics = new OrderedDictionary<string, double>(SweepColumns.Written.Metrics.Where(metric => measured.Contains(metric.Column))
                .Select(metric => KeyValuePair.Create(metric.Column, measured[metric.Column].Single()))),
        };
    }

    /// <summary>A metric's value; null where it was not measured.</summary>
    public double? Find(ShownMetric metric) => Metrics.TryGetValue(metric.Column, out double value) ? value : null;

    // The last batch of an epoch may be smaller.
    private static double RowsSeen(RnnOptions options, long rows, long steps)
    {
        double epoch = rows * (1.0 - (options.ValidationFraction ?? 0)), stepsOfEpoch = Math.Ceiling(epoch / options.BatchSize);
        double epochs = Math.Floor(steps / stepsOfEpoch);
        return epochs * epoch + (steps - epochs * stepsOfEpoch) * options.BatchSize;
    }
}
