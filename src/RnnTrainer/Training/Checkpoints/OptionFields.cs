using System.Collections;
using System.Reflection;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// The options that change what a run computes, each as a name and a typed value: a boolean, a whole number, a number, a text (the
/// name of an enum's member or of a type), or null. The properties of a record within a record follow it: <c>Optimizer</c>,
/// <c>Optimizer.Beta1</c>.
/// </summary>
internal static class OptionFields
{
    /// <summary>
    /// What changes no number, or changes last digits only (the engine); what the network's description, the data's fingerprint or
    /// the seed says instead.
    /// </summary>
    public static IReadOnlySet<string> LeftOut { get; } = new HashSet<string>
    {
        nameof(RnnOptions.LabelColumnName), nameof(RnnOptions.FeatureColumnName), nameof(RnnOptions.LengthColumnName),
        nameof(RnnOptions.ExampleWeightColumnName), nameof(RnnOptions.TimeSteps), nameof(RnnOptions.InputSize),
        nameof(RnnOptions.Cell), nameof(RnnOptions.Activation), nameof(RnnOptions.HiddenSize), nameof(RnnOptions.Layers),
        nameof(RnnOptions.LayerSizes),
        nameof(RnnOptions.Bidirectional), nameof(RnnOptions.Pooling), nameof(RnnOptions.Seed), nameof(RnnOptions.Engine),
        nameof(RnnOptions.Threads), nameof(RnnOptions.Progress), nameof(RnnOptions.ProgressSteps), nameof(RnnOptions.CancellationToken),
        nameof(RnnOptions.KeepModelOnCancellation), nameof(RnnOptions.Checkpoints), nameof(RnnOptions.ResumeFrom),
    };

    /// <summary>The fields of options.</summary>
    public static IEnumerable<IdentityField> Of(RnnOptions options) =>
        Properties(typeof(RnnOptions)).Where(property => !LeftOut.Contains(property.Name))
            .SelectMany(property => Of(property.Name, property.GetValue(options)));

    private static IEnumerable<IdentityField> Of(string name, object? value)
    {
        switch (value)
        {
            case null or bool or string:
                return [new(name, value)];
            case int number:
                return [new(name, (long)number)];
            case float number:
                return [new(name, (double)number)];
            case double or long:
                return [new(name, value)];
            case Enum member:
                return [new(name, member.ToString())];
            case IEnumerable list:
                object?[] items = [.. list.Cast<object?>()];
                return
                [
                    new(name, (long)items.Length),
                    .. items.SelectMany((item, i) => Of(FormattableString.Invariant($"{name}[{i}]"), item)),
                ];
            case { } record when record.GetType().Assembly == typeof(RnnOptions).Assembly:
                return
                [
                    new(name, record.GetType().Name),
                    .. Properties(record.GetType()).SelectMany(property => Of($"{name}.{property.Name}", property.GetValue(record))),
                ];
            default:
                throw new InvalidOperationException($"The option {name} is a {value.GetType()}, which has no place in a checkpoint.");
        }
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.Name, StringComparer.Ordinal);
}
