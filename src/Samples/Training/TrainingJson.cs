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
    /// <param name="metrics">What the task measures on test rows, by name.</param>
    /// <param name="test">On all test rows; null where it was not tested.</param>
    /// <param name="torch">TorchSharp on them; null where it was not asked.</param>
    /// <param name="trainingSeconds">Time that training took.</param>
    /// <param name="seconds">Time that all of it took.</param>
    public static void WriteOutcome(
        TrainingEnd end, string model, long bytes, IReadOnlyList<string> metrics, FinalTest? test, TorchCheck? torch,
        double trainingSeconds, double seconds)
    {
        OrderedDictionary<string, object?> line = new()
        {
            ["outcome"] = end.Outcome,
            ["model"] = model,
            ["bytes"] = bytes,
            ["epochs"] = end.Network.History.Count,
            ["steps"] = end.Network.History[^1].Step,
            ["bestEpoch"] = end.Network.BestEpoch,
        };
        Dictionary<string, double> measured = new(test?.Metrics.All ?? []);
        foreach (string name in metrics)
            line[new ShownMetric(name).JsonName] = measured.TryGetValue(name, out double value) ? value : null;
        line["torchDifference"] = torch?.LargestDifference;
        line["trainingSeconds"] = trainingSeconds;
        line["seconds"] = seconds;
        JsonOutput.Write(line);
    }
}
