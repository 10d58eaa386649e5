namespace RnnTrainer.Samples;

/// <summary>How a run ended, and which of its networks is to be saved.</summary>
/// <param name="Network">The network.</param>
/// <param name="Outcome"><see cref="Completed"/>, <see cref="StoppedEarly"/>, <see cref="Diverged"/> or <see cref="Cancelled"/>.</param>
/// <param name="Where">The step and epoch at which it ended, in words.</param>
/// <param name="Which">Which network it is, in words: "of step 4001".</param>
/// <param name="Remark">What is worth to be known of the choice, in a sentence; null where there was none.</param>
internal sealed record TrainingEnd(RnnTransformer Network, string Outcome, string Where, string Which, string? Remark)
{
    /// <summary>All steps were taken.</summary>
    public const string Completed = "completed";

    /// <summary>The network no longer became better.</summary>
    public const string StoppedEarly = "stopped early";

    /// <summary>Training diverged; the network is the best before that.</summary>
    public const string Diverged = "diverged";

    /// <summary>The user, or the system, asked to stop.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Finds out.</summary>
    /// <param name="trained">What the trainer returned.</param>
    /// <param name="options">What it was asked to do.</param>
    /// <param name="monitor">Who followed it.</param>
    /// <param name="isCancelled">Whether it was asked to end.</param>
    public static TrainingEnd Of(RnnTransformer trained, RnnOptions options, TrainingMonitor monitor, bool isCancelled)
    {
        RnnEpoch last = trained.History[^1];
        RnnProgress? report = monitor.Last; // there is none where nothing was left to do
        bool isCut = report?.Step < report?.TotalSteps;
        string where = $"step {last.Step}{(report is null ? "" : $" of {report.TotalSteps}")} (epoch {last.Epoch})";

        RnnEarlyStopping? stopping = options.EarlyStopping;
        string measure = stopping is null ? "validation loss" : new ShownMetric(stopping.Monitor).Heading;
        if (isCancelled && isCut && stopping?.RestoreBestWeights != true && monitor.BestValidated is { } best)
            return new(best.Network, Cancelled, where, $"of epoch {best.Epoch}, the best by {measure},", null);
        string which = stopping?.RestoreBestWeights == true
            ? $"of epoch {trained.BestEpoch}, the best by {measure}"
            : $"of step {last.Step}";
        if (isCancelled && isCut)
            return new(trained, Cancelled, where, which, null);
        if (isCut && last.Epoch - trained.BestEpoch < stopping?.Patience)
            return new(trained, Diverged, where, which, $"Training diverged after epoch {last.Epoch}. The network is the one {which}.");
        if (isCut)
        {
            string stopped = $"Stopped early at epoch {last.Epoch}: {measure} has not improved since epoch {trained.BestEpoch}.";
            return new(trained, StoppedEarly, where, which, $"{stopped} The network is the one {which}.");
        }
        return new(trained, Completed, where, which, stopping is not null ? $"The network is the one {which}."
            : last.ValidationLoss is null ? null
            : $"The best epoch by {measure} was {trained.BestEpoch}; the network is the one {which}, the last.");
    }

    /// <summary>What to say of a cancelled run, once its network is saved.</summary>
    public CancelledException CancelledRun(string model, RnnOptions options) => new(
        $"Cancelled after {Where}. The network {Which} was saved in '{model}' without evaluation."
        + (options.Checkpoints is null ? "" : " To continue, run the same command with --resume."));
}
