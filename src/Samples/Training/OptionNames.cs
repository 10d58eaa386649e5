namespace RnnTrainer.Samples;

/// <summary>
/// The library names an option by the property of <see cref="RnnOptions"/> or <see cref="RnnForecastOptions"/>; whoever types a command
/// line knows it by another name.
/// </summary>
internal static class OptionNames
{
    // Those whose value is not a setting of the network.
    private static readonly Dictionary<string, string> Others = new()
    {
        [nameof(RnnOptions.Checkpoints)] = "--checkpoint",
        [nameof(RnnOptions.ResumeFrom)] = "--resume",
        [nameof(RnnOptions.Distributed)] = "--distributed",
        [nameof(RnnForecastOptions.ValueColumnName)] = "--value",
        [nameof(RnnForecastOptions.SeriesColumnName)] = "--series",
        [nameof(RnnForecastOptions.Horizon)] = "--horizon",
        [nameof(RnnForecastOptions.SeasonLength)] = "--season",
    };

    /// <summary>The option as it is typed; a part of one, as an optimizer's momentum, as it stands in the option's value.</summary>
    /// <param name="property">The property's name.</param>
    public static string Of(string property) =>
        TrainingSettings.All.FirstOrDefault(setting => setting.Property == property)?.Option
        ?? Others.GetValueOrDefault(property) ?? SettingText.Kebab(property);
}
