namespace RnnTrainer.Training;

/// <summary>Where training says what it does.</summary>
/// <param name="Info">Takes what a user may want to know.</param>
/// <param name="Warn">Takes what a user should look at.</param>
internal sealed record TrainingLog(Action<string> Info, Action<string> Warn);
