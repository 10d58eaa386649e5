using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.ML.Data;

namespace RnnTrainer.Samples;

/// <summary>A training run for other programs: a line of JSON for each test, and one for how it ended.</summary>
internal static class TrainingJson
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes how far the run is; where something was not measured it is null.</summary>
    public static void WriteTest(TestResult result, RnnProgress progress) => Write(new
    {
        progress.Epoch,
        progress.Step,
        progress.TotalSteps,
        Loss = Finite(progress.Loss),
        progress.Accuracy,
        ValidationLoss = Finite(progress.ValidationLoss),
        progress.ValidationAccuracy,
        TestLoss = Finite(result.Cost),
        TestAccuracy = Finite(result.Accuracy),
        progress.LearningRate,
        GradientNorm = Finite(progress.GradientNorm),
        RowsPerSecond = Finite(progress.RowsPerSecond),
        ElapsedSeconds = progress.Elapsed.TotalSeconds,
        RemainingSeconds = progress.Remaining.TotalSeconds,
        progress.IsBest,
    });

    /// <summary>Writes how the run ended.</summary>
    /// <param name="end">How, and with which network.</param>
    /// <param name="model">The network's file.</param>
    /// <param name="bytes">The file's size.</param>
    /// <param name="metrics">On all test digits; null where it was not tested.</param>
    /// <param name="trainingSeconds">Time that training took.</param>
    /// <param name="seconds">Time that all of it took.</param>
    public static void WriteOutcome(
        TrainingEnd end, string model, long bytes, MulticlassClassificationMetrics? metrics, double trainingSeconds, double seconds) => Write(new
        {
            end.Outcome,
            Model = model,
            Bytes = bytes,
            Epochs = end.Network.History.Count,
            end.Network.History[^1].Step,
            end.Network.BestEpoch,
            TestLoss = Finite(metrics?.LogLoss),
            TestAccuracy = Finite(metrics?.MicroAccuracy),
            TestMacroAccuracy = Finite(metrics?.MacroAccuracy),
            TrainingSeconds = trainingSeconds,
            Seconds = seconds,
        });

    // JSON has no other numbers.
    private static double? Finite(double? number) => number is { } value && double.IsFinite(value) ? value : null;

    private static void Write(object line) => Console.Out.WriteLine(JsonSerializer.Serialize(line, Format));
}
