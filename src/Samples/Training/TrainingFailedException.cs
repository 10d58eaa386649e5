namespace RnnTrainer.Samples;

/// <summary>Training failed (it diverged, there was nothing to learn from), or the network misses its target.</summary>
internal sealed class TrainingFailedException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Fits, and tells failures of training from those of the program.</summary>
    /// <param name="fit">What fits.</param>
    /// <param name="cure">What to do where training diverges.</param>
    /// <exception cref="UsageException">
    /// The trainer refuses an option, which does not go with the data, or a checkpoint is another run's.
    /// </exception>
    /// <exception cref="TrainingFailedException">The trainer, or a step before it, refuses the data or diverged.</exception>
    public static T Of<T>(Func<T> fit, string cure = "Try a smaller --learning-rate, such as a tenth of it.")
    {
        try
        {
            return fit();
        }
        catch (RnnOptionException exception)
        {
            throw new UsageException(exception);
        }
        catch (RnnCheckpointMismatchException exception)
        {
            throw new UsageException(
                $"Cannot resume from '{exception.File}': {OptionNames.Of(exception.Difference)} was {exception.Saved}, now "
                + $"{exception.Current}. "
                + "Resume with the data and options of that run, or start a new run in another folder.");
        }
        catch (RnnDivergenceException exception)
        {
            throw new TrainingFailedException(FormattableString.Invariant(
                $"Training diverged at step {exception.Step} (epoch {exception.Epoch}), at learning rate {exception.LearningRate}. ")
                + cure, exception);
        }
        catch (InvalidOperationException exception) when (exception.InnerException is null)
        {
            throw new TrainingFailedException(exception.Message, exception);
        }
    }
}
