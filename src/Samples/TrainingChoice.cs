using System.CommandLine;
using System.CommandLine.Parsing;

namespace RnnTrainer.Samples;

/// <summary>The part of the command line that says what to train: a preset, and what to change in it.</summary>
internal sealed class TrainingChoice
{
    private readonly Option<Preset> preset = new("--preset")
    {
        Description = "Network and recipe to start from; those below change what they name.",
        HelpName = "name",
        DefaultValueFactory = _ => Preset.Tutorial,
        CustomParser = ParsePreset,
    };

    private readonly Option<int?> epochs = Numbers.Count("--epochs", "Passes over the training digits. [default: the preset's]");
    private readonly Option<int?> steps = Numbers.Count("--steps", "Optimizer steps, instead of epochs. [default: the preset's]");
    private readonly Option<int?> hiddenSize = Numbers.Count("--hidden-size",
        "Units of each recurrent layer. [default: the preset's]");
    private readonly Option<int?> batchSize = Numbers.Count("--batch-size", "Digits in one step. [default: the preset's]");
    private readonly Option<float?> learningRate = Numbers.Positive("--learning-rate",
        "Learning rate of Adam, the largest where it changes. [default: the preset's]");

    public TrainingChoice() => steps.Validators.Add(given =>
    {
        if (given.GetResult(epochs) is not null)
            given.AddError("Both --epochs and --steps are given; give one of the two.");
    });

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [preset, epochs, steps, hiddenSize, batchSize, learningRate];

    /// <summary>The preset that is asked for.</summary>
    public Preset PresetOf(ParseResult parsed) => parsed.GetRequiredValue(preset);

    /// <summary>The preset's settings with the changes that are asked for.</summary>
    public RnnOptions OptionsOf(ParseResult parsed)
    {
        RnnOptions standard = PresetOf(parsed).Options;
        (int? Epochs, int? Steps) length = (parsed.GetValue(epochs), parsed.GetValue(steps));
        if (length is (null, null))
            length = (standard.Epochs, standard.Steps);
        return standard with
        {
            Epochs = length.Epochs,
            Steps = length.Steps,
            HiddenSize = parsed.GetValue(hiddenSize) ?? standard.HiddenSize,
            BatchSize = parsed.GetValue(batchSize) ?? standard.BatchSize,
            LearningRate = parsed.GetValue(learningRate) ?? standard.LearningRate,
        };
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
