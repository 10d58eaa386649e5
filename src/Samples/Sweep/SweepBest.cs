using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>What a sweep found best, and how to train it: only then is it tested.</summary>
internal static class SweepBest
{
    // They mean the same to every shell without quotes around them.
    private const string Plain = "-_.,:=/+%";

    /// <summary>Says which run is the best.</summary>
    /// <param name="screen">Where to say it.</param>
    /// <param name="results">All runs.</param>
    /// <param name="command">What trains it; null where no command does.</param>
    public static void Show(Screen screen, IReadOnlyList<SweepResult> results, string? command)
    {
        if (SweepRanking.Best(results) is not { } best)
            return;
        ShownMetric metric = SweepRanking.First(results);
        IEnumerable<string> settings = SweepAxes.Of(results).Free.Select(name => $"{name} {best.Settings[name]}");
        screen.Line($"Best: {string.Join(", ", settings.Append($"{metric.Heading} {ShownMetric.Cell(best.Find(metric))}"))}.");
        if (command is not null)
            screen.Line($"To train and test it: {command}");
    }

    /// <summary>The command that trains a network with some options.</summary>
    /// <param name="options">The options.</param>
    /// <param name="preset">The preset that they started from.</param>
    /// <param name="start">What the command has without options.</param>
    /// <param name="parsed">The command line of the sweep.</param>
    /// <param name="kept">Its options that are to be repeated.</param>
    public static string CommandFor(RnnOptions options, Preset preset, RnnOptions start, ParseResult parsed, IEnumerable<Option> kept)
    {
        IEnumerable<string> repeated = kept.SelectMany(option => parsed.GetResult(option) is { Implicit: false } given
            ? [option.Name, .. given.Tokens.Select(token => token.Value)] : (string[])[]);
        IEnumerable<string> changed =
            from setting in TrainingSettings.All
            let value = setting.Show(options)
            where value != setting.Show(start)
            // The other of the two is given.
            where value != SettingText.None || (setting != TrainingSettings.Epochs && setting != TrainingSettings.Steps)
            from part in (string[])[setting.Option, value]
            select part;
        string[] named = preset == Preset.Tutorial ? [] : ["--preset", preset.Name];
        return string.Join(' ', ((string[])["rnn-samples", "train", .. named, .. repeated, .. changed]).Select(Quoted));
    }

    private static string Quoted(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || Plain.Contains(letter)) ? text : $"'{text}'";
}
