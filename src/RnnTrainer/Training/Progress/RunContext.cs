namespace RnnTrainer.Training.Progress;

/// <summary>What a run tells its surroundings, and how these end it. Handed from the estimator to whoever speaks or listens.</summary>
/// <param name="Info">Logs what a user may want to know.</param>
/// <param name="Warn">Logs what a user should look at.</param>
/// <param name="Resume">Logs where a run goes on from, under a source of its own, so that a program can tell it from the rest.</param>
/// <param name="CheckAlive">Throws <see cref="OperationCanceledException"/> when the run should end.</param>
/// <param name="Report">Reports progress; training waits until it returns.</param>
internal sealed record RunContext(
    Action<string> Info, Action<string> Warn, Action<string> Resume, Action CheckAlive, Action<TrainingState> Report)
{
    /// <summary>Surroundings that are told nothing.</summary>
    public static RunContext Silent(CancellationToken cancellation) =>
        new(_ => { }, _ => { }, _ => { }, cancellation.ThrowIfCancellationRequested, _ => { });
}
