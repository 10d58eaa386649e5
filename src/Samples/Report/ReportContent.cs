namespace RnnTrainer.Samples;

/// <summary>All that a report tells.</summary>
internal sealed record ReportContent
{
    /// <summary>The model.</summary>
    public required SavedModel Model { get; init; }

    /// <summary>How it came about; null where its file does not say.</summary>
    public required RunRecord? Run { get; init; }

    /// <summary>Name of the data that it was tested on.</summary>
    public required string Data { get; init; }

    /// <summary>How well the model does on the test images.</summary>
    public required Evaluation Evaluation { get; init; }

    /// <summary>The runs of a sweep; none where there is no sweep.</summary>
    public required IReadOnlyList<SweepResult> Sweep { get; init; }

    /// <summary>When the report is made.</summary>
    public DateTimeOffset Made { get; } = DateTimeOffset.Now;

    /// <summary>Weights and biases of the network.</summary>
    public int Parameters => Model.Network.Model.ParameterNames.Sum(name => Model.Network.Model.GetParameter(name).Length);
}
