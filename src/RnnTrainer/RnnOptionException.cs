using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// An option cannot be used: it contradicts another one, or does not fit the data, the files or the memory. A value that is never valid
/// throws <see cref="ArgumentOutOfRangeException"/> when it is set.
/// </summary>
public sealed class RnnOptionException : ArgumentException
{
    private readonly OptionText text;

    /// <param name="option">Name of the property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="text">The message.</param>
    /// <param name="inner">The cause, or null.</param>
    internal RnnOptionException(string option, object? value, OptionText text, Exception? inner = null) : base(null, option, inner)
    {
        this.text = text;
        Value = value;
    }

    /// <summary>Gets the name of the option, a property of <see cref="RnnOptions"/> or of a record in it, such as "Epochs".</summary>
    public string Option => ParamName!;

    /// <summary>Gets the property's value.</summary>
    public object? Value { get; }

    /// <summary>Gets a message that says what is wrong with the option, and what to do.</summary>
    public override string Message => Describe(name => name, name => name);

    /// <summary>Returns the message with other names for options and metrics, such as those of a command line.</summary>
    /// <param name="optionOf">Maps the name of an option to the name that users know.</param>
    /// <param name="metricOf">Maps the name of a metric of <see cref="RnnMetric"/> to the name that users know.</param>
    public string Describe(Func<string, string> optionOf, Func<string, string> metricOf)
    {
        ArgumentNullException.ThrowIfNull(optionOf);
        ArgumentNullException.ThrowIfNull(metricOf);
        return text.ToString(optionOf, metricOf);
    }
}
