using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>How the model came about: what its file records of the run.</summary>
internal static class ReportRun
{
    private static readonly string[] Columns = ["Setting", "Value", "Preset value"];

    public static Html Of(RunRecord? run) => PageSection.Of("run", "The run", run is null
        ? Html.Of($"<p>Not recorded: the model file does not hold its training settings.</p>")
        : Recorded(run));

    /// <summary>The figure of the time that training took.</summary>
    public static (string Name, string Value, string Note) Time(RunRecord? run)
    {
        const string name = "Training time";
        if (run is null)
            return (name, "not recorded", "");
        TimeSpan time = TimeSpan.FromSeconds(run.TrainingSeconds);
        string text = time.TotalHours >= 1 ? $"{(long)time.TotalHours} h {time.Minutes} min"
            : time.TotalMinutes >= 2 ? $"{time.Minutes} min {time.Seconds} s"
            : $"{time.TotalSeconds:0.0} s";
        return (name, text, "without the tests");
    }

    /// <summary>The figure of the data that it was trained on.</summary>
    /// <param name="run">The run.</param>
    /// <param name="rowName">What a row is called.</param>
    public static (string Name, string Value, string Note) TrainedOn(RunRecord? run, string rowName)
    {
        string share = run?.Settings.GetValueOrDefault("validation", SettingText.None) ?? SettingText.None;
        return ("Trained on", run?.Data ?? "not recorded", run is null ? ""
            : Counted.Of(run.TrainingRows, rowName) + (share == SettingText.None ? "" : $", {share} of them held out"));
    }

    private static Html Recorded(RunRecord run)
    {
        Preset? known = Preset.All.FirstOrDefault(one => one.Name == run.Preset);
        RnnOptions? preset = run.Sequences is null ? known?.ForImages : known?.Options;
        return Html.Of($"""
            <p>Preset <code>{run.Preset}</code>, ended on {HtmlPage.Time(run.Trained)}. What differs from the preset is marked.</p>
            {PageSection.Table("Settings", Columns, run.Settings.Select(setting => Row(setting.Key, setting.Value, preset)), isText: true)}
            <h3>Versions</h3>
            {PageSection.Facts(run.Versions.Select(version => (version.Key, version.Value)))}
            """);
    }

    private static (IReadOnlyList<string>, bool) Row(string name, string value, RnnOptions? preset)
    {
        string? standard = preset is null ? null : TrainingSettings.All.FirstOrDefault(setting => setting.Name == name)?.Show(preset);
        bool isChanged = standard is not null && standard != value;
        return ([name, value, isChanged ? standard! : ""], isChanged);
    }
}
