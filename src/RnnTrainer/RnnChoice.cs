using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using RnnTrainer.Data;

namespace RnnTrainer;

/// <summary>
/// An option for <see cref="RnnSearch"/> to vary: a list of values, or a range. Values are validated when the choice is created.
/// </summary>
/// <example>
/// <code>
/// RnnChoice cell = RnnChoice.Of(options => options.Cell, RnnCell.Gru, RnnCell.Lstm);
/// RnnChoice rate = RnnChoice.LogUniform(options => options.LearningRate, 0.0003f, 0.03f);
/// </code>
/// </example>
public sealed class RnnChoice
{
    private RnnChoice(string name, IReadOnlyList<(string, Func<RnnOptions, RnnOptions>)>? values,
        Func<RandomStream, (string, Func<RnnOptions, RnnOptions>)> draw) => (Name, Values, Draw) = (name, values, draw);

    /// <summary>Gets the name of the option, such as "HiddenSize".</summary>
    public string Name { get; }

    /// <summary>Each value's text, and the options it produces; null for a range.</summary>
    internal IReadOnlyList<(string Text, Func<RnnOptions, RnnOptions> Change)>? Values { get; }

    /// <summary>Draws a value.</summary>
    internal Func<RandomStream, (string Text, Func<RnnOptions, RnnOptions> Change)> Draw { get; }

    /// <summary>Creates a choice from a list of values, all equally likely.</summary>
    /// <typeparam name="T">The option's type.</typeparam>
    /// <param name="option">The option, such as <c>options => options.HiddenSize</c>.</param>
    /// <param name="values">The values; at least one.</param>
    /// <exception cref="ArgumentException">The list is empty, or <paramref name="option"/> is not a property of the options.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of the option's range.</exception>
    public static RnnChoice Of<T>(Expression<Func<RnnOptions, T>> option, params IReadOnlyList<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        PropertyInfo property = PropertyOf(option);
        return OfValues(property.Name, [.. values.Select(value => ValueOf(property, value))]);
    }

    /// <summary>
    /// Creates a choice from a list of changes to several options, such as a cell and the layers that suit it, all equally likely.
    /// </summary>
    /// <param name="name">A name for the choice, shown in results.</param>
    /// <param name="values">Each change's name, and a function that applies it, such as <c>options => options with { ... }</c>.</param>
    /// <exception cref="ArgumentException">The list is empty, the name is empty, or two changes have the same name.</exception>
    public static RnnChoice OfChanges(string name, params IReadOnlyList<(string Name, Func<RnnOptions, RnnOptions> Change)> values)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(values);
        if (values.CountBy(value => value.Name).FirstOrDefault(count => count.Value > 1).Key is { } twice)
            throw new ArgumentException($"Two values of '{name}' are named '{twice}'. Give each a different name.", nameof(values));
        return OfValues(name, [.. values]);
    }

    /// <summary>Creates a choice from a range of numbers, uniformly distributed, rounded to three significant digits.</summary>
    /// <param name="option">The option, such as <c>options => options.Dropout</c>.</param>
    /// <param name="least">The smallest value.</param>
    /// <param name="most">The largest value.</param>
    /// <exception cref="ArgumentException">
    /// <paramref name="most"/> is not above <paramref name="least"/>, or <paramref name="option"/> is not a property of the options.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">The range exceeds that of the option.</exception>
    public static RnnChoice Uniform(Expression<Func<RnnOptions, float>> option, float least, float most) =>
        Range(option, least, most, random => Rounded(least + random.NextDouble() * ((double)most - least), least, most));

    /// <summary>
    /// Creates a choice from a log-uniform range of numbers: 0.001 to 0.01 is as likely as 0.01 to 0.1. Rounded to three significant
    /// digits.
    /// </summary>
    /// <inheritdoc cref="Uniform" path="/param|/exception"/>
    public static RnnChoice LogUniform(Expression<Func<RnnOptions, float>> option, float least, float most) =>
        Range(option, Positive(least), most, random => Rounded(Logarithmic(random, least, most), least, most));

    /// <summary>
    /// Creates a choice from a log-uniform range of whole numbers, both ends included: 10 to 100 is as likely as 100 to 1,000.
    /// </summary>
    /// <inheritdoc cref="Uniform" path="/param|/exception"/>
    public static RnnChoice LogUniform(Expression<Func<RnnOptions, int>> option, int least, int most) => Range(
        option, Positive(least), most, random => (int)Math.Clamp(Math.Floor(Logarithmic(random, least, most + 1.0)), least, most));

    /// <summary>Returns the name and the values, formatted the same in every culture.</summary>
    public override string ToString() =>
        Values is null ? $"{Name}: a range" : $"{Name}: {string.Join(", ", Values.Select(value => value.Text))}";

    private static RnnChoice OfValues(string name, (string, Func<RnnOptions, RnnOptions>)[] values) =>
        values.Length == 0 ? throw new ArgumentException($"'{name}' has no values to choose from. Give at least one.", nameof(values))
            : new(name, values, random => values[random.NextBelow(values.Length)]);

    private static RnnChoice Range<T>(Expression<Func<RnnOptions, T>> option, T least, T most, Func<RandomStream, T> draw)
        where T : IComparable<T>, IFormattable
    {
        PropertyInfo property = PropertyOf(option);
        if (!(most.CompareTo(least) > 0))
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"The range of {property.Name} is {least} to {most}. The end must be above the start."), nameof(most));
        }
        ValueOf(property, least);
        ValueOf(property, most);
        return new(property.Name, null, random => ValueOf(property, draw(random)));
    }

    private static float Rounded(double value, float least, float most) =>
        Math.Clamp(float.Parse(value.ToString("G3", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture), least, most);

    private static T Positive<T>(T least) where T : IComparable<T> => least.CompareTo(default) > 0 ? least
        : throw new ArgumentOutOfRangeException(nameof(least), least, "A log-uniform range must start above 0.");

    private static double Logarithmic(RandomStream random, double least, double most) =>
        least * Math.Pow(most / least, random.NextDouble());

    // Sets the option once, to reject an invalid value early and to get the value's text.
    private static (string, Func<RnnOptions, RnnOptions>) ValueOf<T>(PropertyInfo property, T value)
    {
        string? text = Convert.ToString(property.GetValue(Change(new RnnOptions())), CultureInfo.InvariantCulture);
        return (text is null or "" ? "null" : text, Change);

        RnnOptions Change(RnnOptions options)
        {
            RnnOptions copy = options with { };
            property.SetValue(copy, value, BindingFlags.DoNotWrapExceptions, binder: null, index: null, culture: null);
            return copy;
        }
    }

    private static PropertyInfo PropertyOf<T>(Expression<Func<RnnOptions, T>> option)
    {
        ArgumentNullException.ThrowIfNull(option);
        Expression body = option.Body is UnaryExpression { NodeType: ExpressionType.Convert } converted ? converted.Operand : option.Body;
        return body is MemberExpression { Member: PropertyInfo { CanWrite: true } property } member
            && member.Expression == option.Parameters[0] ? property
            : throw new ArgumentException($"'{option}' is not a property of {nameof(RnnOptions)}. "
                + $"Give one as options => options.HiddenSize, or use {nameof(OfChanges)}.", nameof(option));
    }
}
