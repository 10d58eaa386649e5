using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace RnnTrainer.Samples;

/// <summary>Options whose value is a number; where one has no default and is not given, its value is null.</summary>
internal static class Numbers
{
    private const string HelpName = "number", CountFromZero = "a whole number, 0 or more";

    /// <summary>A whole number, 1 or more.</summary>
    public static Option<int?> Count(string name, string description) =>
        Of<int>(name, description, number => number >= 1, "a whole number, 1 or more");

    /// <summary>A whole number, 0 or more.</summary>
    public static Option<int?> CountOrNone(string name, string description) =>
        Of<int>(name, description, number => number >= 0, CountFromZero);

    /// <summary>A finite number above 0.</summary>
    public static Option<double?> Positive(string name, string description) =>
        Of<double>(name, description, number => number > 0 && double.IsFinite(number), "a number above 0");

    /// <summary>A whole number between two, both included.</summary>
    public static Option<int> Between(string name, int least, int most, int standard, string description) => new(name)
    {
        Description = description,
        HelpName = HelpName,
        DefaultValueFactory = _ => standard,
        CustomParser = given => Parse<int>(given, name, number => number >= least && number <= most,
            $"a whole number from {least} to {most}"),
    };

    /// <summary>Whole numbers, 0 or more; there may be several, each after the option's name or all after one.</summary>
    public static Option<int[]> Indexes(string name, string description) => new(name)
    {
        Description = description,
        HelpName = HelpName,
        AllowMultipleArgumentsPerToken = true,
        CustomParser = given => [.. given.Tokens.Select(token =>
            Parse<int>(given, token.Value, name, number => number >= 0, CountFromZero))],
    };

    private static Option<T?> Of<T>(string name, string description, Predicate<T> isGood, string wanted)
        where T : struct, INumber<T> =>
        new(name) { Description = description, HelpName = HelpName, CustomParser = given => Parse(given, name, isGood, wanted) };

    private static T Parse<T>(ArgumentResult given, string name, Predicate<T> isGood, string wanted)
        where T : struct, INumber<T> => Parse(given, given.Tokens[0].Value, name, isGood, wanted);

    private static T Parse<T>(ArgumentResult given, string text, string name, Predicate<T> isGood, string wanted)
        where T : struct, INumber<T>
    {
        const NumberStyles style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (T.TryParse(text, style, CultureInfo.InvariantCulture, out T number) && isGood(number))
            return number;
        given.AddError($"{name} must be {wanted}, but is '{text}'.");
        return default;
    }
}
