using System.Numerics;
using System.Runtime.CompilerServices;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Values;

/// <summary>
/// Ranges of settings. Each returns the value, or throws an <see cref="ArgumentException"/> that names the property which is
/// being set, and so may stand in its <see langword="init"/>.
/// </summary>
internal static class SettingCheck
{
    public static T AtLeast<T>(T minimum, T value, [CallerMemberName] string property = "") where T : IBinaryInteger<T> =>
        Check(value >= minimum, value, $"at least {minimum}", property);

    public static int Between(int minimum, int maximum, int value, [CallerMemberName] string property = "") =>
        Check(value >= minimum && value <= maximum, value, $"from {minimum} to {maximum}", property);

    public static T Positive<T>(T value, [CallerMemberName] string property = "") where T : IFloatingPointIeee754<T> =>
        Check(T.IsFinite(value) && value > T.Zero, value, "a finite number above 0", property);

    public static TimeSpan Positive(TimeSpan value, [CallerMemberName] string property = "") =>
        Check(value > TimeSpan.Zero, value, "a time above 0", property);

    public static double NotNegative(double value, [CallerMemberName] string property = "") =>
        Check(double.IsFinite(value) && value >= 0, value, "a finite number of at least 0", property);

    public static double AtLeastOne(double value, [CallerMemberName] string property = "") =>
        Check(double.IsFinite(value) && value >= 1, value, "a finite number of at least 1", property);

    public static double FromZeroToOne(double value, [CallerMemberName] string property = "") =>
        Check(value is >= 0 and <= 1, value, "from 0 to 1", property);

    public static T FromZeroBelowOne<T>(T value, [CallerMemberName] string property = "") where T : IFloatingPointIeee754<T> =>
        Check(value >= T.Zero && value < T.One, value, "at least 0 and below 1", property);

    public static float BetweenZeroAndOne(float value, [CallerMemberName] string property = "") =>
        Check(value is > 0 and < 1, value, "above 0 and below 1", property);

    public static T Defined<T>(T value, [CallerMemberName] string property = "") where T : struct, Enum =>
        Check(Enum.IsDefined(value), value, $"one of {string.Join(", ", Enum.GetNames<T>())}", property);

    public static T NotNull<T>(T value, [CallerMemberName] string property = "")
    {
        ArgumentNullException.ThrowIfNull(value, property);
        return value;
    }

    public static RnnPooling SomeOf(RnnPooling value, RnnPooling all, [CallerMemberName] string property = "") =>
        Check(value != RnnPooling.None && (value & ~all) == 0, value, $"{all}, or some of them joined with |"
            + (value == RnnPooling.None ? "; for outputs at each step set ReturnSequences" : ""), property);

    public static ValueList<float> Levels(IReadOnlyList<float> values, [CallerMemberName] string property = "") =>
        Check(QuantileLevels.Are(values), new ValueList<float>(values), "levels above 0 and below 1, each above the one before it",
            property);

    public static ValueList<int> LayerSizes(IReadOnlyList<int> values, [CallerMemberName] string property = "") =>
        Check(values.Count is >= 1 and <= NetworkSpec.MaxLayers && values.All(size => size >= 1), new ValueList<int>(values),
            $"1 to {NetworkSpec.MaxLayers} sizes of at least 1", property);

    public static ValueList<string> Names(IReadOnlyList<string> values, [CallerMemberName] string property = "")
    {
        ArgumentNullException.ThrowIfNull(values, property);
        return new(values.Select(value => NotEmpty(value, property)));
    }

    public static string NotEmpty(string value, [CallerMemberName] string property = "")
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, property);
        return UnicodeText.IsWhole(value) ? value
            : throw new ArgumentException($"{property} holds half of a surrogate pair. Use whole characters.", property);
    }

    private static T Check<T>(bool holds, T value, string range, string property) =>
        holds ? value : throw new ArgumentOutOfRangeException(property, value, $"{property} must be {range}.");
}
