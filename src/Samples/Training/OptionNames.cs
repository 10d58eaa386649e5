using System.Text.RegularExpressions;

namespace RnnTrainer.Samples;

/// <summary>The library names an option by the property of <see cref="RnnOptions"/>; who types a command line knows it by another name.</summary>
internal static partial class OptionNames
{
    private static readonly Dictionary<string, string> Others = new()
    {
        [nameof(RnnOptions.ValidationFraction)] = "--validation",
        [nameof(RnnOptions.Checkpoints)] = "--checkpoint",
        [nameof(RnnOptions.ResumeFrom)] = "--resume",
    };

    private static readonly Dictionary<string, string> OfProperties = typeof(RnnOptions).GetProperties().Select(property => property.Name)
        .ToDictionary(name => name, name => Others.GetValueOrDefault(name, $"--{SettingText.Kebab(name)}"))
        .Where(pair => Others.ContainsValue(pair.Value) || TrainingSettings.All.Any(setting => setting.Option == pair.Value)).ToDictionary();

    /// <summary>A message of the library in terms of the command line. What stands in quotes, such as a path, stays.</summary>
    public static string In(string message) => Property().Replace(
        message.Replace($"set {nameof(RnnOptions.ResumeFrom)} to null", "leave out --resume", StringComparison.Ordinal),
        found => OfProperties.GetValueOrDefault(found.Groups["name"].Value, found.Value));

    /// <summary>Whether a message of the library is about an option that can be given.</summary>
    public static bool IsIn(string message) => In(message) != message;

    // A single word, as Cell, can also begin a sentence: it must be said whose it is.
    [GeneratedRegex(@"'[^']*'|\bRnnOptions\.(?<name>[A-Z]\w+)|\b(?<name>[A-Z][a-z]+[A-Z]\w+)")]
    private static partial Regex Property();
}
