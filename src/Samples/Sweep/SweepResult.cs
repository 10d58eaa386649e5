namespace RnnTrainer.Samples;

/// <summary>One run of a sweep: a row of its CSV file.</summary>
internal sealed record SweepResult
{
    /// <summary>The data's name: "MNIST", or the folder that was given.</summary>
    public required string Data { get; init; }

    /// <summary>Images trained on.</summary>
    public required long TrainingRows { get; init; }

    /// <summary>All settings by their option's name, without the dashes, as they would be typed.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>Weights and biases of the network; null where the run failed.</summary>
    public int? Parameters { get; init; }

    /// <summary>Optimizer steps done, fewer than asked for where training stopped early; null where the run failed.</summary>
    public long? StepsDone { get; init; }

    /// <summary>Time that training took; null where the run failed.</summary>
    public double? TrainingSeconds { get; init; }

    /// <summary>Training rows per second over the whole run; null where the run failed.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>Mean cross-entropy (nats) over all test digits; null where the run failed.</summary>
    public double? TestLoss { get; init; }

    /// <summary>Share of all test digits told right, 0 to 1; null where the run failed.</summary>
    public double? TestAccuracy { get; init; }

    /// <summary>Mean cross-entropy (nats) over the validation digits; null where there are none, or the run failed.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>Share of the validation digits told right, 0 to 1; null where there are none, or the run failed.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>Why the run failed, in a line; null where it did not.</summary>
    public string? Failure { get; init; }

    /// <summary>The same for two runs of the same settings.</summary>
    public string Key => KeyOf(Settings);

    /// <summary>What <see cref="Key"/> is for these settings.</summary>
    public static string KeyOf(IReadOnlyDictionary<string, string> settings) =>
        string.Join(' ', TrainingSettings.All.Select(setting => $"{setting.Option} {settings[setting.Name]}"));
}
