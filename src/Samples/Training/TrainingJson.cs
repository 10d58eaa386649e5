namespace RnnTrainer.Samples;

/// <summary>A training run for other programs: a line of JSON for each test, and one for how it ended.</summary>
internal static class TrainingJson
{
    /// <summary>
    /// Writes how far the run is, its steps counted from 0 as in tables. What is measured in training stands for validation and test
    /// rows too, null where it was not measured there; what is measured on those rows alone stands where it was.
    /// </summary>
    public static void WriteTest(TestResult result, RnnProgress progress) => JsonOutput.Write(Test(result, progress));

    /// <summary>What <see cref="WriteTest"/> writes.</summary>
    public static OrderedDictionary<string, object?> Test(TestResult result, RnnProgress progress)
    {
        OrderedDictionary<string, object?> line = new()
        {
            ["epoch"] = progress.Epoch,
            ["step"] = result.Step,
            ["totalSteps"] = progress.TotalSteps,
        };
        foreach (ShownMetric metric in Metrics(result))
            line[metric.JsonName] = result.Find(metric);
        line["learningRate"] = progress.LearningRate;
        line["gradientNorm"] = progress.GradientNorm;
        line["rowsPerSecond"] = progress.RowsPerSecond;
        line["elapsedSeconds"] = progress.Elapsed.TotalSeconds;
        line["remainingSeconds"] = progress.Remaining.TotalSeconds;
        line["isBest"] = progress.IsBest;
        return line;
    }

    private static IReadOnlyList<ShownMetric> Metrics(TestResult result)
    {
        string[] training = [.. result.Metrics.Keys.Where(name => new ShownMetric(name).Rows == MetricRows.Training)];
        IEnumerable<string> everywhere = Enum.GetValues<MetricRows>()
            .SelectMany(rows => training.Select(name => ShownMetric.On(rows, name).Name));
        return ShownMetric.Sorted(everywhere.Concat(result.Metrics.Keys));
    }

    /// <summary>Writes how the run ended.</summary>
    /// <param name="end">How, and with which network.</param>
    /// <param name="model">The network's file.</param>
    /// <param name="bytes">The file's size.</param>
    /// <param name="test">On all test digits; null where it was not tested.</param>
    /// <param name="torch">TorchSharp on them; null where it was not tested.</param>
    /// <param name="trainingSeconds">Time that training took.</param>
    /// <param name="seconds">Time that all of it took.</param>
    public static void WriteOutcome(
        TrainingEnd end, string model, long bytes, FinalTest? test, TorchCheck? torch, double trainingSeconds, double seconds) =>
        JsonOutput.Write(new
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
            TorchDifference = torch?.LargestDifference,
            TrainingSeconds = trainingSeconds,
            Seconds = seconds,
        });
}
