using System.Text.Json.Serialization;

namespace RnnTrainer.Searching;

/// <summary>A run in a file of results: a line of JSON.</summary>
/// <param name="Key">What settings and data have in common with those of a search that goes on.</param>
/// <param name="Choices">What was chosen, for people.</param>
/// <param name="Seed">Its seed, for people.</param>
/// <param name="Share">The share of a whole run, for people.</param>
/// <param name="Epochs">As <see cref="RnnSearchRun.Epochs"/>.</param>
/// <param name="Steps">As <see cref="RnnSearchRun.Steps"/>.</param>
/// <param name="Parameters">As <see cref="RnnSearchRun.ParameterCount"/>.</param>
/// <param name="Seconds">As <see cref="RnnSearchRun.TrainingTime"/>.</param>
/// <param name="Metrics">As <see cref="RnnSearchRun.Metrics"/>.</param>
/// <param name="Failure">As <see cref="RnnSearchRun.Failure"/>.</param>
internal sealed record SearchLine(
    [property: JsonRequired] string Key, Dictionary<string, string> Choices, int Seed, double Share, int Epochs, long Steps, int Parameters,
    double Seconds, [property: JsonRequired] Dictionary<string, double> Metrics, string? Failure)
{
    /// <summary>The line of a run.</summary>
    public static SearchLine Of(string key, RnnSearchRun run) => new(key, new(run.Choices), run.Options.Seed!.Value, run.Share, run.Epochs,
        run.Steps, run.ParameterCount, run.TrainingTime.TotalSeconds, new(run.Metrics), run.Failure);

    /// <summary>The run of the line.</summary>
    /// <param name="planned">Candidate, options and share.</param>
    public RnnSearchRun ToRun(RnnSearchRun planned) => planned with
    {
        Epochs = Epochs,
        Steps = Steps,
        ParameterCount = Parameters,
        TrainingTime = TimeSpan.FromSeconds(Seconds),
        Metrics = Metrics,
        Failure = Failure,
        IsFromFile = true,
    };
}
