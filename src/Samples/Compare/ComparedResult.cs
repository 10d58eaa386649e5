using System.Text.Json.Serialization;

namespace RnnTrainer.Samples;

/// <summary>What came out for one trainer; all but the first two are null where it failed.</summary>
internal sealed record ComparedResult
{
    /// <summary>The trainer's name, as it is typed.</summary>
    public required string Trainer { get; init; }

    /// <summary>What it is.</summary>
    public required string Settings { get; init; }

    /// <summary>Share of the test rows told right, 0 to 1.</summary>
    public double? Accuracy { get; init; }

    /// <summary>Mean cross-entropy (nats) over the test rows.</summary>
    public double? LogLoss { get; init; }

    /// <summary>Time that <c>Fit</c> took.</summary>
    public double? FitSeconds { get; init; }

    /// <summary>Test rows scored in a second.</summary>
    public double? RowsPerSecond { get; init; }

    /// <summary>Bytes of the saved model, what prepares the features left out.</summary>
    public long? ModelBytes { get; init; }

    /// <summary>Why there is nothing else; null where there is.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the trainer cannot run on this machine at all, for want of its native library.</summary>
    [JsonIgnore]
    public bool IsUnavailable { get; init; }
}
