using RnnTrainer.Pages;

namespace RnnTrainer.NetworkReports;

/// <summary>What is said of a network's training, and the versions of what made the report.</summary>
internal static class SettingsSection
{
    /// <summary>The section.</summary>
    /// <param name="settings">Names and values.</param>
    public static Html Of(IReadOnlyCollection<(string Name, string Value)> settings)
    {
        Html versions = PageSection.Facts(Versions.All);
        if (settings.Count == 0)
            return PageSection.Of("settings", "Versions", versions);
        IEnumerable<(IReadOnlyList<string>, bool)> rows =
            settings.Select(setting => ((IReadOnlyList<string>)[setting.Name, setting.Value], false));
        return PageSection.Of("settings", "Settings", Html.Of($"""
            {PageSection.Table("Settings", ["Setting", "Value"], rows, isText: true)}
            <h3>Versions</h3>
            {versions}
            """));
    }
}
