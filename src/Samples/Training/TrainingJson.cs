namespace RnnTrainer.Samples;

/// <summary>A training run for other programs: a line of JSON for each test, and one for how it ended.</summary>
internal static class TrainingJson
{
    /// <summary>Writes how far the run is, its steps counted from 0 as in tables; where something was not measured it is null.</summary>
    public static void WriteTest(TestResult result, RnnProgress progress) => JsonOutput.Write(new
    {
        progress.Epoch,
        result.Step,
        progress.TotalSteps,
        progress.Loss,
        progress.Accuracy,
        progress.ValidationLoss,
        progress.ValidationAccuracy,
        TestLoss = result.Cost,
        TestAccuracy = result.Accuracy,
        progress.LearningRate,
        progress.GradientNorm,
        progress.RowsPerSecond,
        ElapsedSeconds = progress.Elapsed.TotalSeconds,
        RemainingSeconds = progress.Remaining.TotalSeconds,
        progress.IsBest,
    });

    /// <summary>Writes how the run ended.</summary>
    /// <param name="end">How, and with which network.</param>
    /// <param name="model">The network's file.</param>
    /// <param name="bytes">The file's size.</param>
    /// <param name="test">On all test digits; null where it was not tested.</param>
    /// <param name="trainingSeconds">Time that training took.</param>
    /// <param name="seconds">Time that all of it took.</param>
    public static void WriteOutcome(
        TrainingEnd end, string model, long bytes, FinalTest? test, double trainingSeconds, double seconds) => JsonOutput.Write(new
        {
            end.Outcome,
            Model = model,
            Bytes = bytes,
            Epochs = end.Network.History.Count,
            Steps = end.Network.History[^1].Step,
            end.Network.BestEpoch,
            TestLoss = test?.Metrics.LogLoss,
            TestAccuracy = test?.Metrics.MicroAccuracy,
            TestMacroAccuracy = test?.Metrics.MacroAccuracy,
            TorchDifference = test?.Torch.LargestDifference,
            TrainingSeconds = trainingSeconds,
            Seconds = seconds,
        });
}
