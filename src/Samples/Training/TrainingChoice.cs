using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says what to train: a preset, and what to change in it.</summary>
internal sealed class TrainingChoice
{
    private const int StandardSeed = 1;

    private readonly Option<Preset> preset = new("--preset")
    {
        Description = "Network and recipe to start from; those below change what they name.",
        HelpName = "name",
        DefaultValueFactory = _ => Preset.Tutorial,
        CustomParser = ParsePreset,
    };

    private readonly (TrainingSetting Setting, Option<string?> Option)[] changes = [.. TrainingSettings.All.Select(setting => (setting, OptionOf(setting)))];

    public TrainingChoice()
    {
        preset.CompletionSources.Add([.. Preset.All.Select(known => known.Name)]);
        Option<string?> epochs = Of(TrainingSettings.Epochs), steps = Of(TrainingSettings.Steps);
        steps.Validators.Add(given =>
        {
            if (given.GetResult(epochs) is not null)
                given.AddError("Both --epochs and --steps are given; give one of the two.");
        });
    }

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [preset, .. changes.Select(change => change.Option)];

    /// <summary>The preset that is asked for.</summary>
    public Preset PresetOf(ParseResult parsed) => parsed.GetRequiredValue(preset);

    /// <summary>The preset's settings with the changes that are asked for; the seed is always set.</summary>
    /// <exception cref="UsageException">Two of them contradict each other.</exception>
    public RnnOptions OptionsOf(ParseResult parsed)
    {
        RnnOptions options = PresetOf(parsed).Options with { Seed = StandardSeed };
        foreach ((TrainingSetting setting, Option<string?> option) in changes)
        {
            if (parsed.GetValue(option) is string text)
                options = setting.Apply(options, text);
        }
        return UsageException.Unless(options);
    }

    private Option<string?> Of(TrainingSetting setting) => changes.Single(change => change.Setting == setting).Option;

    private static Option<string?> OptionOf(TrainingSetting setting)
    {
        Option<string?> option = new(setting.Option)
        {
            Description = $"{setting.Purpose} [default: {(setting.Name == "seed" ? StandardSeed : "the preset's")}]",
            HelpName = setting.Values.Count > 0 ? "value" : "number",
        };
        option.CompletionSources.Add([.. setting.Values]);
        option.Validators.Add(given =>
        {
            try
            {
                setting.Apply(RnnOptions.Tutorial, given.Tokens[0].Value);
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
