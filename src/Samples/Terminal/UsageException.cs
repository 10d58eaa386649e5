using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The command line can be read, but asks for what cannot be.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message) : base(message)
    {
    }

    private UsageException(ArgumentException cause) : base(cause.Message.Split(" (Parameter", 2)[0], cause)
    {
    }

    /// <summary>The options, if no two of them contradict each other.</summary>
    /// <exception cref="UsageException">Two do.</exception>
    public static RnnOptions Unless(RnnOptions options)
    {
        try
        {
            return new MLContext().MulticlassClassification.Trainers.Rnn(options).Options;
        }
        catch (ArgumentException exception)
        {
            throw new UsageException(exception);
        }
    }
}
