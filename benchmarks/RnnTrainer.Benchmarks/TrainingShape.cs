namespace RnnTrainer.Benchmarks;

/// <summary>A shape of the training table.</summary>
/// <param name="Job">What RnnTrainer does in a run: about one second of work.</param>
/// <param name="TorchSteps">Steps of the TorchSharp loop, whose steps take longer.</param>
/// <param name="Target">How many times as fast as the loop RnnTrainer should be.</param>
internal sealed record TrainingShape(TrainingJob Job, int TorchSteps, double Target)
{
    /// <summary>All shapes; the first is the tutorial's, with all its steps.</summary>
    public static IReadOnlyList<TrainingShape> All { get; } =
    [
        new(TrainingJob.Tutorial, 400, 10),
        new(new(50, 128, 1400), 250, 6),
        new(new(128, 50, 800), 200, 5.5),
        new(new(128, 128, 400), 100, 5),
        new(new(256, 50, 300), 100, 3.2),
        new(new(256, 128, 150), 60, 2.8),
    ];

    /// <summary>The shapes that vector widths are compared on.</summary>
    public static IReadOnlyList<TrainingShape> Some => [All[0], All[3]];

    /// <summary>The same with fewer steps, for a warm-up or a quick look.</summary>
    public TrainingShape Short => this with { Job = Job with { Steps = Math.Min(Job.Steps, 150) }, TorchSteps = Math.Min(TorchSteps, 60) };
}
