using System.Globalization;
using System.Reflection;

namespace RnnTrainer.Samples;

/// <summary>One of the trainer's options as the command line has it: its value is text, as it would be typed.</summary>
/// <param name="Property">The property of <see cref="RnnOptions"/>.</param>
/// <param name="Purpose">What it is, for the help.</param>
/// <param name="Wanted">What its value must be, for errors: "a whole number, 1 or more".</param>
internal sealed record TrainingSetting(string Property, string Purpose, string Wanted)
{
    /// <summary>The option's name without the dashes: "hidden-size".</summary>
    public string Name { get; init; } = SettingText.Kebab(Property);

    /// <summary>The values that it can have, where they are few; for completion.</summary>
    public required IReadOnlyList<string> Values { get; init; }

    /// <summary>The value in some options, as it would be typed.</summary>
    public required Func<RnnOptions, string> Show { get; init; }

    /// <summary>
    /// The options with another value; an <see cref="ArgumentException"/> or <see cref="FormatException"/> where it does not fit.
    /// </summary>
    public required Func<RnnOptions, string, RnnOptions> Change { get; init; }

    /// <summary>What the option means where it is typed without a value; null where it needs one.</summary>
    public string? Alone { get; private init; }

    /// <summary>The option as it is typed.</summary>
    public string Option => $"--{Name}";

    /// <summary>A setting of a type that <see cref="SettingText"/> knows.</summary>
    public static TrainingSetting Of(string property, string purpose, string wanted)
    {
        PropertyInfo option = typeof(RnnOptions).GetProperty(property)!;
        return new(property, purpose, wanted)
        {
            Values = SettingText.Values(option.PropertyType),
            Show = options => SettingText.Show(option.GetValue(options)),
            Change = (options, text) => With(options, option, SettingText.Parse(option.PropertyType, text)),
            Alone = SettingText.Alone(option.PropertyType),
        };
    }

    /// <summary>A setting that is a share of something: 0.1, or 10%.</summary>
    public static TrainingSetting OfShare(string property, string purpose, string wanted)
    {
        TrainingSetting share = Of(property, purpose, wanted);
        return share with { Change = (options, text) => share.Change(options, Fraction(text)) };
    }

    /// <summary>The setting where a value of its own takes away that of another property.</summary>
    public TrainingSetting InsteadOf(string other)
    {
        PropertyInfo own = typeof(RnnOptions).GetProperty(Property)!, replaced = typeof(RnnOptions).GetProperty(other)!;
        return this with
        {
            Change = (options, text) =>
                Change(options, text) is var changed && own.GetValue(changed) is null ? changed : With(changed, replaced, null),
        };
    }

    private static RnnOptions With(RnnOptions options, PropertyInfo property, object? value)
    {
        RnnOptions changed = new(options);
        property.SetValue(changed, value, BindingFlags.DoNotWrapExceptions, null, null, null);
        return changed;
    }

    private static string Fraction(string text) => !text.EndsWith('%') ? text
        : (decimal.Parse(text[..^1], NumberStyles.Float, CultureInfo.InvariantCulture) / 100).ToString(CultureInfo.InvariantCulture);

    /// <summary>The options with the value that was typed.</summary>
    /// <exception cref="FormatException">It is not what is wanted; the message says what is.</exception>
    public RnnOptions Apply(RnnOptions options, string text)
    {
        try
        {
            return Change(options, text);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException)
        {
            throw new FormatException($"{Option} must be {Wanted}, but is '{text}'.", exception);
        }
    }
}
