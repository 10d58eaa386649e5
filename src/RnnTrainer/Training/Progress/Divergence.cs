namespace RnnTrainer.Training.Progress;

/// <summary>Where training diverged.</summary>
/// <param name="Quantity">What was not finite.</param>
/// <param name="Value">Its value.</param>
/// <param name="Step">The optimizer step, from 1.</param>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="LearningRate">Learning rate of the last step that was taken.</param>
internal sealed record Divergence(string Quantity, double Value, long Step, int Epoch, float LearningRate)
{
    /// <summary>It in a sentence without its end.</summary>
    public string Description => FormattableString.Invariant(
        $"Training diverged: the {Quantity} became {Value} at step {Step} (epoch {Epoch}), at learning rate {LearningRate}");
}
