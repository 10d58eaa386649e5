using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says what to train: a preset, and what to change in it.</summary>
internal sealed class TrainingChoice
{
    /// <summary>The seed where none is given.</summary>
    public const int StandardSeed = 1;

    private readonly Option<Preset?> preset;
    private readonly (TrainingSetting Setting, Option<string?> Option, string? Standard)[] changes;
    private readonly bool takesLists;

    /// <summary>The choice of one network.</summary>
    public TrainingChoice() : this(takesLists: false, [])
    {
    }

    private TrainingChoice(bool takesLists, (string Name, string Values)[] standard)
    {
        this.takesLists = takesLists;
        preset = new("--preset")
        {
            Description = "Network and training settings to start from; the options below override them. "
                + $"[default: {Preset.Tutorial}{(takesLists ? "" : $"; of a file {Preset.Sensor}, of texts {Preset.Words}")}]",
            HelpName = "name",
            CustomParser = ParsePreset,
        };
        changes =
        [
            .. from setting in TrainingSettings.All
               where !takesLists || setting != TrainingSettings.Validation
               let values = standard.FirstOrDefault(of => of.Name == setting.Name).Values
               select (setting, OptionOf(setting, values), values),
        ];
        preset.CompletionSources.Add([.. Preset.All.Select(known => known.Name)]);
        Option<string?> epochs = Of(TrainingSettings.Epochs), steps = Of(TrainingSettings.Steps);
        steps.Validators.Add(given =>
        {
            if (given.GetResult(epochs) is not null)
                given.AddError("Both --epochs and --steps are given. Remove one of them.");
        });
    }

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [preset, .. changes.Select(change => change.Option)];

    /// <summary>The preset that is asked for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="usual">The one that is taken where none is.</param>
    public Preset PresetOf(ParseResult parsed, Preset usual) => parsed.GetValue(preset) ?? usual;

    /// <summary>
    /// The choice of many: each option takes several values, with commas between; but how they are compared is the same for all of them.
    /// </summary>
    /// <param name="standard">Names of options, and the values that they have where they are not given.</param>
    public static TrainingChoice OfLists(params (string Name, string Values)[] standard) => new(takesLists: true, standard);

    /// <summary>The preset's settings with the changes that are asked for; the seed is always set.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="start">The preset's settings.</param>
    /// <exception cref="UsageException">Two of them contradict each other.</exception>
    public RnnOptions OptionsOf(ParseResult parsed, RnnOptions start) => UsageException.Unless(Given(parsed).Aggregate(
        start with { Seed = StandardSeed }, (options, given) => given.Setting.Apply(options, given.Values.Single())));

    /// <summary>
    /// What is to be tried: of each option the values that are asked for. Where a preset counts steps and the command line says nothing of
    /// them, all networks see as many digits as the preset's.
    /// </summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="preset">The preset's settings.</param>
    public SweepSpace SpaceOf(ParseResult parsed, RnnOptions preset)
    {
        bool isLengthGiven = ((TrainingSetting[])[TrainingSettings.Epochs, TrainingSettings.Steps])
            .Any(length => parsed.GetResult(Of(length)) is not null);
        return new(preset with { Seed = StandardSeed }, Given(parsed), isLengthGiven ? null : preset.Steps * preset.BatchSize);
    }

    private IEnumerable<(TrainingSetting Setting, string[] Values)> Given(ParseResult parsed) =>
        from change in changes
        let text = (parsed.GetResult(change.Option) is { } given ? ValueOf(change.Setting, given) : null) ?? change.Standard
        where text is not null
        select (change.Setting, Values(text));

    private Option<string?> Of(TrainingSetting setting) => changes.Single(change => change.Setting == setting).Option;

    private static string? ValueOf(TrainingSetting setting, OptionResult given) =>
        given.Tokens is [Token token] ? token.Value : setting.Alone;

    private string[] Values(string text) => takesLists ? text.Split(',', StringSplitOptions.TrimEntries) : [text];

    private Option<string?> OptionOf(TrainingSetting setting, string? standard)
    {
        Option<string?> option = new(setting.Option)
        {
            Description = $"{setting.Purpose} [default: {standard ?? (setting.Name == "seed" ? $"{StandardSeed}" : "the preset's")}]",
            Arity = setting.Alone is null ? ArgumentArity.ExactlyOne : ArgumentArity.ZeroOrOne,
            HelpName = (setting.Values.Count > 0 ? "value" : "number") + (takesLists ? ",..." : ""),
        };
        option.CompletionSources.Add([.. setting.Values]);
        option.Validators.Add(given =>
        {
            try
            {
                foreach (string value in Values(ValueOf(setting, given)!))
                    setting.Apply(RnnOptions.Tutorial, value);
            }
            catch (FormatException exception)
            {
                given.AddError(exception.Message);
            }
        });
        return option;
    }

    private static Preset? ParsePreset(ArgumentResult given)
    {
        string name = given.Tokens[0].Value;
        Preset? found = Preset.All.FirstOrDefault(preset => preset.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        if (found is null)
            given.AddError($"--preset must be one of {string.Join(", ", Preset.All)}, but is '{name}'.");
        return found;
    }
}
