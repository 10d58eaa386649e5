using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>The command line can be read, but asks for what cannot be.</summary>
internal sealed class UsageException : Exception
{
    public UsageException(string message) : base(message)
    {
    }

    /// <summary>The trainer refuses an option.</summary>
    public UsageException(RnnOptionException cause) : base(cause.Describe(OptionNames.Of, SettingText.Kebab), cause)
    {
    }

    /// <summary>The options, if no two of them contradict each other.</summary>
    /// <param name="options">The options.</param>
    /// <param name="isValidated">Whether there are validation rows, whatever the options say.</param>
    /// <exception cref="UsageException">Two do.</exception>
    public static RnnOptions Unless(RnnOptions options, bool isValidated = false)
    {
        RnnOptions given;
        try
        {
            given = new MLContext().MulticlassClassification.Trainers.Rnn(options).Options;
        }
        catch (RnnOptionException exception)
        {
            throw new UsageException(exception);
        }
        // The trainer allows it, as Fit can be given validation data of its own.
        return isValidated || given.ValidationFraction is not null
            || given.EarlyStopping is not { Monitor: var watched } || new ShownMetric(watched).Rows != MetricRows.Validation
            ? given
            : throw new UsageException(
                "--early-stopping watches validation; give --validation (such as 0.1), or --early-stopping monitor=loss.");
    }
}
