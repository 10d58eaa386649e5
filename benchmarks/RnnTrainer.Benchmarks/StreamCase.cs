using Microsoft.ML;

namespace RnnTrainer.Benchmarks;

/// <summary>A network that reads a stream of readings, and says which of a few states the source is in.</summary>
/// <param name="Network">Its layers.</param>
internal sealed record StreamCase(NetworkForm Network)
{
    public const int Inputs = 8, ClassCount = 4;

    /// <summary>Steps that are scored anew where nothing is kept.</summary>
    public const int Window = 100;

    private const int Sequences = 64, TrainingSteps = 50;

    /// <summary>Every cell, small and large.</summary>
    public static IReadOnlyList<StreamCase> All { get; } =
        [.. from cell in Enum.GetValues<RnnCell>() from hidden in new[] { 50, 128 } select new StreamCase(new NetworkForm(cell, hidden))];

    /// <summary>Trains for a moment, so that scores differ from step to step.</summary>
    public RnnTransformer Train(MLContext ml)
    {
        Random random = new(1);
        SequenceRow[] rows = [.. Enumerable.Range(0, Sequences).Select(i => new SequenceRow
        {
            Features = Readings(20, random, i % ClassCount),
            Label = (uint)(i % ClassCount),
        })];
        RnnOptions options = Network.ApplyTo(new RnnOptions { InputSize = Inputs, Steps = TrainingSteps, Epochs = null, Seed = 1 });
        return ml.MulticlassClassification.Trainers.Rnn(options).Fit(SequenceRow.View(ml, rows, ClassCount));
    }

    /// <summary>Readings, [steps x inputs], of a source in a state.</summary>
    public static float[] Readings(int steps, Random random, int state) => [.. Enumerable.Range(0, steps * Inputs)
        .Select(i => (float)(random.NextDouble() - 0.5) + (i % Inputs == state ? 0.5f : 0))];
}
