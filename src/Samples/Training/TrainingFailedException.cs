namespace RnnTrainer.Samples;

/// <summary>Training failed (it diverged, there was nothing to learn from), or the network misses its target.</summary>
internal sealed class TrainingFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Fits, and tells failures of training from those of the program.</summary>
    /// <exception cref="TrainingFailedException">The trainer, or a step before it, refuses the data or diverged.</exception>
    public static T Of<T>(Func<T> fit)
    {
        try
        {
            return fit();
        }
        catch (InvalidOperationException exception) when (exception.InnerException is null)
        {
            throw new TrainingFailedException(exception.Message, exception);
        }
    }
}
