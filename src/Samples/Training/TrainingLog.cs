using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace RnnTrainer.Samples;

/// <summary>What of ML.NET's log is shown.</summary>
internal static class TrainingLog
{
    private static readonly string[] Trainers = [nameof(RnnEstimator), nameof(RnnForecastEstimator)];

    /// <summary>Shows what the trainer says: warnings, where it resumes, and all of it where asked for.</summary>
    public static void Show(Screen screen, LoggingEventArgs entry, bool verbose)
    {
        if (!Trainers.Any(trainer => entry.Source.StartsWith(trainer, StringComparison.Ordinal)))
            return;
        // Where a run goes on from is known to the trainer only: the newest checkpoint may be damaged.
        if (entry.Kind >= ChannelMessageKind.Warning || IsResuming(entry))
            screen.Remark(entry.RawMessage);
        else if (verbose && entry.Kind >= ChannelMessageKind.Info)
            screen.Remark($"log: {entry.RawMessage}");
    }

    private static bool IsResuming(LoggingEventArgs entry) =>
        entry.Kind == ChannelMessageKind.Info && entry.Source.EndsWith(RnnTrainerEstimator.ResumingSource, StringComparison.Ordinal);
}
