namespace RnnTrainer.Tests.Searching;

/// <summary>A search whose best candidate is known: of three learning rates, only 0.02 learns the toy sequences in three epochs.</summary>
internal static class SearchedRows
{
    public static MLContext Ml { get; } = new(seed: 1);

    public static IDataView Train { get; } = ToySequences.Data(Ml, 90, seed: 1);

    public static IDataView Validation { get; } = ToySequences.Data(Ml, 60, seed: 2);

    public static RnnOptions Options { get; } = ToySequences.Options with { Seed = null };

    public static RnnChoice[] Space { get; } =
    [
        RnnChoice.Of(options => options.LearningRate, 1e-6f, 0.02f, 1e-7f),
        RnnChoice.Of(options => options.HiddenSize, 4, 8),
    ];

    public static RnnSearchResults Run(RnnSearch search) =>
        search.Run(options => Ml.MulticlassClassification.Trainers.Rnn(options), Train, Validation);

    /// <summary>All of the runs but what differs from time to time.</summary>
    public static string[] Timeless(RnnSearchResults results) => [.. results.Runs.Select(run =>
        $"{run.Candidate} {string.Join(' ', run.Choices)} {run.Options.Seed} {run.Share} {run.Epochs} {run.Steps} {run.ParameterCount} "
        + $"{string.Join(' ', run.Metrics.Select(metric => $"{metric.Key}={metric.Value:R}"))} {run.Failure}")];
}
