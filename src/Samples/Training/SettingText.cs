using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace RnnTrainer.Samples;

/// <summary>
/// Settings as text: numbers; <c>true</c>; names as <c>one-cycle</c>, several joined with +; and a name with settings of its own,
/// <c>sgd:momentum=0.9:nesterov=true</c>. What can be absent is <c>none</c>. Capitals are read as small letters, but for those of folders.
/// </summary>
internal static partial class SettingText
{
    /// <summary>What stands for what is absent.</summary>
    public const string None = "none";

    // What has settings of its own, by name. Where there is but one, its name may be left out.
    private static readonly Dictionary<Type, (string Name, Type Type)[]> Choices = new()
    {
        [typeof(RnnOptimizer)] =
        [
            ("adam", typeof(RnnAdam)), ("adamw", typeof(RnnAdamW)), ("sgd", typeof(RnnSgd)), ("rmsprop", typeof(RnnRmsProp)),
        ],
        [typeof(RnnSchedule)] =
        [
            ("constant", typeof(RnnConstantSchedule)), ("step", typeof(RnnStepSchedule)), ("exponential", typeof(RnnExponentialSchedule)),
            ("cosine", typeof(RnnCosineSchedule)), ("one-cycle", typeof(RnnOneCycleSchedule)), ("plateau", typeof(RnnPlateauSchedule)),
        ],
        [typeof(RnnEma)] = [("ema", typeof(RnnEma))],
        [typeof(RnnEarlyStopping)] = [("on", typeof(RnnEarlyStopping))],
        [typeof(RnnAugmentation)] = [("on", typeof(RnnAugmentation))],
        [typeof(RnnSpill)] = [("on", typeof(RnnSpill))],
        [typeof(RnnHalving)] = [("on", typeof(RnnHalving))],
    };

    // The only settings that are names of the library's; others are for the trainer to refuse, which knows what it measures.
    private static readonly string[] Metrics =
        [.. typeof(RnnMetric).GetFields().Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];

    /// <summary>The value that the text stands for.</summary>
    /// <exception cref="FormatException">The text stands for none.</exception>
    /// <exception cref="ArgumentException">The value is out of its range.</exception>
    public static T Parse<T>(string text) => (T)Parse(typeof(T), text)!;

    /// <inheritdoc cref="Parse{T}(string)"/>
    public static object? Parse(Type type, string text)
    {
        string lower = text.ToLowerInvariant();
        Type bare = Nullable.GetUnderlyingType(type) ?? type;
        if (lower == None && (bare != type || !type.IsValueType))
            return null;
        return Choices.TryGetValue(bare, out (string Name, Type Type)[]? choices) ? ParseParts(Separator().Split(text), choices)
            : bare == typeof(string) ? Metrics.FirstOrDefault(name =>
                Kebab(name) == lower || name.Equals(text, StringComparison.OrdinalIgnoreCase)) ?? text
            : ParseScalar(bare, lower);
    }

    /// <summary>What an option means that is typed without a value; null where it needs one.</summary>
    public static string? Alone(Type type) => type == typeof(bool) ? "true"
        : Choices.TryGetValue(type, out (string Name, Type)[]? choices) && choices is [(string only, _)] ? only : null;

    /// <summary>The values of a type, where they are few.</summary>
    public static IReadOnlyList<string> Values(Type type) =>
        Choices.TryGetValue(type, out (string Name, Type)[]? choices) ? [.. choices.Select(choice => choice.Name)]
        : type.IsEnum ? [.. Enum.GetNames(type).Select(Kebab)]
        : type == typeof(bool) ? ["true", "false"] : [];

    /// <summary>The text that stands for the value.</summary>
    public static string Show(object? value) => value switch
    {
        null => None,
        bool truth => truth ? "true" : "false",
        RnnPooling pooling => string.Join('+', $"{pooling}".Split(", ").Select(Kebab)),
        string text => Metrics.Contains(text) ? Kebab(text) : text,
        Enum => Kebab($"{value}"),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => ShowParts(value),
    };

    /// <summary>A name of the library as it is typed: HiddenSize is hidden-size.</summary>
    public static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    // Of a type that is no record, in small letters.
    private static object ParseScalar(Type bare, string text)
    {
        if (bare == typeof(bool))
            return text switch { "true" => true, "false" => false, _ => throw new FormatException() };
        if (bare == typeof(int))
            return int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (bare == typeof(long))
            return long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (bare == typeof(float))
            return float.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        if (bare == typeof(double))
            return double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
        return Enum.ToObject(bare, text.Split('+').Select(part => (int)Enum.Parse(bare, NameIn(Enum.GetNames(bare), part)))
            .Aggregate((sum, one) => sum | one));
    }

    private static object ParseParts(string[] parts, (string Name, Type Type)[] choices)
    {
        bool isNamed = !parts[0].Contains('=', StringComparison.Ordinal);
        Type type = !isNamed && choices.Length == 1 ? choices[0].Type
            : choices.FirstOrDefault(choice => choice.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)).Type
                ?? throw new FormatException();
        object value = Activator.CreateInstance(type)!;
        PropertyInfo[] properties = Settable(type);
        List<string> given = [];
        foreach (string[] part in parts.Skip(isNamed ? 1 : 0).Select(part => part.Split('=', 2)))
        {
            PropertyInfo property = type.GetProperty(NameIn(properties.Select(property => property.Name), part[0].ToLowerInvariant()))!;
            string text = part.Length > 1 ? part[1] : Alone(property.PropertyType) ?? throw new FormatException();
            object? parsed = Parse(property.PropertyType, text);
            property.SetValue(value, parsed, BindingFlags.DoNotWrapExceptions, null, null, null);
            given.Add(property.Name);
        }
        return properties.All(property => property.GetCustomAttribute<RequiredMemberAttribute>() is null || given.Contains(property.Name))
            ? value : throw new FormatException();
    }

    private static string ShowParts(object value)
    {
        if (!Choices.Values.SelectMany(choices => choices).Any(choice => choice.Type == value.GetType()))
            return $"{value}";
        object standard = Activator.CreateInstance(value.GetType())!;
        string name = Choices.Values.SelectMany(choices => choices).First(choice => choice.Type == value.GetType()).Name;
        return string.Join(':', Settable(value.GetType())
            .Where(property => !Equals(property.GetValue(value), property.GetValue(standard)))
            .Select(property => $"{Kebab(property.Name)}={Show(property.GetValue(value))}").Prepend(name));
    }

    private static PropertyInfo[] Settable(Type type) => [.. type.GetProperties().Where(property => property.CanWrite)];

    private static string NameIn(IEnumerable<string> names, string kebab) =>
        names.FirstOrDefault(name => Kebab(name) == kebab) ?? throw new FormatException();

    // A colon before a name; that of a Windows folder stands before what is none.
    [GeneratedRegex(@":(?=[A-Za-z0-9-]+(?:[=:]|$))")]
    private static partial Regex Separator();
}
