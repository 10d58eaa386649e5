namespace RnnTrainer.Samples;

/// <summary>Training failed (it diverged, there was nothing to learn from), or the network misses its target.</summary>
internal sealed class TrainingFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Fits, and tells failures of training from those of the program.</summary>
    /// <exception cref="UsageException">The trainer refuses an option, which does not go with the data.</exception>
    /// <exception cref="TrainingFailedException">The trainer, or a step before it, refuses the data or diverged.</exception>
    public static T Of<T>(Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (InvalidOperationException exception) when (exception.InnerException is null)
        {
            // A diverged run names the learning rate, but as a remedy.
            bool isRefused = !exception.Message.StartsWith("Training diverged", StringComparison.Ordinal) && OptionNames.IsIn(exception.Message);
            throw isRefused ? new UsageException(exception.Message) : new TrainingFailedException(exception.Message, exception);
        }
    }
}
