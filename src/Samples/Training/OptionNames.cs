namespace RnnTrainer.Samples;

/// <summary>The library names an option by the property of <see cref="RnnOptions"/>; who types a command line knows it by another name.</summary>
internal static class OptionNames
{
    private static readonly Dictionary<string, string> Others = new()
    {
        [nameof(RnnOptions.ValidationFraction)] = "--validation",
        [nameof(RnnOptions.Checkpoints)] = "--checkpoint",
        [nameof(RnnOptions.ResumeFrom)] = "--resume",
    };

    /// <summary>The option as it is typed; a part of one, as an optimizer's momentum, as it stands in the option's value.</summary>
    /// <param name="property">The property's name.</param>
    public static string Of(string property)
    {
        string name = SettingText.Kebab(property);
        return Others.GetValueOrDefault(property) ?? (TrainingSettings.All.Any(setting => setting.Name == name) ? $"--{name}" : name);
    }
}
