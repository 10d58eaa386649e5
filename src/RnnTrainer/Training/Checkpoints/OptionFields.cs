using System.Collections;
using System.Reflection;
using RnnTrainer.Values;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// The options that change what a run computes, each as a name and a typed value: a boolean, a whole number, a number, a text (the
/// name of an enum's member or of a type), or null. The properties of a record within a record follow it: <c>Optimizer</c>,
/// <c>Optimizer.Beta1</c>.
/// </summary>
internal static class OptionFields
{
    /// <summary>The fields of options: all but those with a <see cref="NotInIdentityAttribute"/>.</summary>
    public static IEnumerable<IdentityField> Of(RnnOptions options) => Parts("", options, record => record);

    /// <summary>
    /// The same fields with their defaults. A checkpoint without a field is older than the option, whose default must do what was
    /// done before there was one.
    /// </summary>
    public static IEnumerable<IdentityField> DefaultsOf(RnnOptions options) => Parts("", options, Default);

    // The properties of one record, with the values that another of its type has.
    private static IEnumerable<IdentityField> Parts(string path, object record, Func<object, object?> valuesOf)
    {
        if (valuesOf(record) is not { } values)
            yield break;
        foreach (PropertyInfo property in record.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => !property.IsDefined(typeof(NotInIdentityAttribute)))
            .OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            string name = path + property.Name;
            yield return new(name, Scalar(name, property.GetValue(values)));
            foreach (IdentityField field in Within(name, property.GetValue(record), valuesOf))
                yield return field;
        }
    }

    private static IEnumerable<IdentityField> Within(string name, object? value, Func<object, object?> valuesOf) => value switch
    {
        null or string => [],
        IEnumerable list => list.Cast<object?>().Select((item, i) => (Item: item, Name: FormattableString.Invariant($"{name}[{i}]")))
            .SelectMany(of => Within(of.Name, of.Item, valuesOf).Prepend(new(of.Name, Scalar(of.Name, of.Item)))),
        _ => IsRecord(value) ? Parts($"{name}.", value, valuesOf) : [],
    };

    // Of a list its length, of a record its type.
    private static object? Scalar(string name, object? value) => value switch
    {
        null or bool or string or double or long => value,
        int number => (long)number,
        float number => (double)number,
        Enum member => member.ToString(),
        IEnumerable list => (long)list.Cast<object?>().Count(),
        _ => IsRecord(value) ? value.GetType().Name
            : throw new InvalidOperationException($"The option {name} is a {value.GetType()}, which has no place in a checkpoint."),
    };

    // A record without a constructor of its own values came whole.
    private static object? Default(object record) => record.GetType().GetConstructor(Type.EmptyTypes)?.Invoke(null);

    private static bool IsRecord(object value) => value.GetType().Assembly == typeof(RnnOptions).Assembly;
}
