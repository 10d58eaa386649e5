using System.Reflection;

namespace RnnTrainer.Tests;

/// <summary>For each option, settings that have another value than its default, for laws over all options.</summary>
internal static class OptionSamples
{
    // What can be made of the type alone needs no line here.
    private static readonly Dictionary<string, object> Values = new()
    {
        [nameof(RnnOptions.ClassWeights)] = RnnClassWeights.Balanced,
        [nameof(RnnOptions.Loss)] = RnnLoss.Absolute,
        [nameof(RnnOptions.LayerSizes)] = new[] { 3, 2 },
        [nameof(RnnOptions.Pooling)] = RnnPooling.Max,
        [nameof(RnnOptions.Optimizer)] = new RnnSgd(),
        [nameof(RnnOptions.Schedule)] = new RnnCosineSchedule(),
        [nameof(RnnOptions.Progress)] = (Action<RnnProgress>)(_ => { }),
        [nameof(RnnOptions.CancellationToken)] = new CancellationToken(canceled: true),
        [nameof(RnnOptions.Checkpoints)] = new RnnCheckpoints { Folder = "c" },
    };

    /// <summary>Every preset.</summary>
    public static IReadOnlyList<(string Name, RnnOptions Options)> Presets { get; } =
    [
        .. from property in typeof(RnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Static)
           select (property.Name, (RnnOptions)property.GetValue(null)!),
    ];

    /// <summary>Every option, and settings that have another value of this one alone.</summary>
    public static IEnumerable<(PropertyInfo Option, RnnOptions Options)> Each
    {
        get
        {
            foreach (PropertyInfo property in typeof(RnnOptions).GetProperties(BindingFlags.Public | BindingFlags.Instance))
            {
                RnnOptions options = new();
                property.SetValue(options, Values.GetValueOrDefault(property.Name) ?? OtherThan(property.GetValue(options), property));
                yield return (property, options);
            }
        }
    }

    private static object OtherThan(object? value, PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return value is bool truth ? !truth
            : type == typeof(int) ? (int)(value ?? 1) + 1
            : type == typeof(float) ? (float)(value ?? 0.25f) / 2 + 0.125f
            : type == typeof(string) ? "another"
            : type.IsEnum ? Enum.GetValues(type).Cast<object>().First(member => !member.Equals(value))
            : Activator.CreateInstance(type)!;
    }
}
