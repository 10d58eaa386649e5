using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace RnnTrainer.Samples;

/// <summary>Options whose value is a number.</summary>
internal static class Numbers
{
    /// <summary>A whole number, 1 or more.</summary>
    public static Option<int> Count(string name, string description, int standard) =>
        Create(name, description, standard, number => number >= 1, "a whole number, 1 or more");

    /// <summary>A number above 0.</summary>
    public static Option<float> Positive(string name, string description, float standard) =>
        Create(name, description, standard, number => float.IsFinite(number) && number > 0, "a number above 0");

    /// <summary>Any whole number.</summary>
    public static Option<int> Whole(string name, string description, int standard) =>
        Create(name, description, standard, _ => true, $"a whole number from {int.MinValue} to {int.MaxValue}");

    private static Option<T> Create<T>(string name, string description, T standard, Predicate<T> isGood, string wanted) where T : INumber<T> => new(name)
    {
        Description = description,
        HelpName = "number",
        DefaultValueFactory = _ => standard,
        CustomParser = given =>
        {
            if (T.TryParse(given.Tokens[0].Value, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out T? number) && isGood(number))
                return number;
            given.AddError($"{name} must be {wanted}, but is '{given.Tokens[0].Value}'.");
            return standard;
        },
    };
}
