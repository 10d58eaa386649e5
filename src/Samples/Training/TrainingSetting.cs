using System.Globalization;

namespace RnnTrainer.Samples;

/// <summary>One of the trainer's options as the command line has it: its value is text, as it would be typed.</summary>
/// <param name="Name">The option's name without the dashes: "hidden-size".</param>
/// <param name="Purpose">What it is, for the help.</param>
/// <param name="Wanted">What its value must be, for errors: "a whole number, 1 or more".</param>
/// <param name="Values">The values that it can have, where they are few; for completion.</param>
/// <param name="Show">The value in some options, as it would be typed.</param>
/// <param name="Change">The options with another value; an <see cref="ArgumentException"/> or <see cref="FormatException"/> where it does not fit.</param>
internal sealed record TrainingSetting(
    string Name, string Purpose, string Wanted, IReadOnlyList<string> Values, Func<RnnOptions, string> Show, Func<RnnOptions, string, RnnOptions> Change)
{
    /// <summary>What the option means where it is typed without a value; null where it needs one.</summary>
    public string? Alone { get; private init; }

    /// <summary>The option as it is typed.</summary>
    public string Option => $"--{Name}";

    /// <summary>A setting of a type that <see cref="SettingText"/> knows.</summary>
    public static TrainingSetting Of<T>(string name, string purpose, string wanted, Func<RnnOptions, T> get, Func<RnnOptions, T, RnnOptions> set) => new(
        name, purpose, wanted, SettingText.Values(typeof(T)), options => SettingText.Show(get(options)),
        (options, text) => set(options, SettingText.Parse<T>(text)))
    {
        Alone = SettingText.Alone(typeof(T)),
    };

    /// <summary>A setting that is a share of something: 0.1, or 10%.</summary>
    public static TrainingSetting OfShare<T>(
        string name, string purpose, string wanted, Func<RnnOptions, T> get, Func<RnnOptions, T, RnnOptions> set)
    {
        TrainingSetting share = Of(name, purpose, wanted, get, set);
        return share with { Change = (options, text) => share.Change(options, Fraction(text)) };
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
