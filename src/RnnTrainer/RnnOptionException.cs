using RnnTrainer.Values;

namespace RnnTrainer;

/// <summary>
/// An option cannot be used: it contradicts another one, or does not fit the data, files or memory at hand. A value that fits
/// nowhere is an <see cref="ArgumentOutOfRangeException"/> where it is set.
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

    /// <summary>Name of the property of the options, such as <see cref="RnnOptions"/>, or of a record in them, as "Epochs".</summary>
    public string Option => ParamName!;

    /// <summary>The property's value.</summary>
    public object? Value { get; }

    /// <summary>What is wrong with the option, and what to do.</summary>
    public override string Message => Describe(name => name, name => name);

    /// <summary>The message, for users who know options and metrics under other names, such as those of a command line.</summary>
    /// <param name="optionOf">What users call the option of a name.</param>
    /// <param name="metricOf">What users call a metric of <see cref="RnnMetric"/>.</param>
    public string Describe(Func<string, string> optionOf, Func<string, string> metricOf)
    {
        ArgumentNullException.ThrowIfNull(optionOf);
        ArgumentNullException.ThrowIfNull(metricOf);
        return text.ToString(optionOf, metricOf);
    }
}
