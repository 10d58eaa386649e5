namespace RnnTrainer.Benchmarks;

/// <summary>Seconds of a training step, pair by pair.</summary>
/// <param name="Alone">Of one process.</param>
/// <param name="Shared">Of two; none where only one was measured.</param>
internal sealed record RanksSteps(IReadOnlyList<double> Alone, IReadOnlyList<double> Shared);
