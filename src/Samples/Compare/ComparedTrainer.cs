using Microsoft.ML;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace RnnTrainer.Samples;

/// <summary>A trainer of the comparison, with settings that suit it.</summary>
/// <param name="Name">What is typed.</param>
/// <param name="Settings">What it is, for the reader.</param>
/// <param name="Create">The trainer, from columns <c>Features</c> and <c>Label</c> to <c>Score</c>.</param>
internal sealed record ComparedTrainer(string Name, string Settings, Func<MLContext, ComparedBudget, IEstimator<ITransformer>> Create)
{
    /// <summary>Recurrent networks, then linear models, then trees.</summary>
    public static IReadOnlyList<ComparedTrainer> All { get; } =
    [
        Network("rnn", "simple-rnn"),
        Network("lstm", "lstm"),
        Network("gru", "gru"),
        new("sdca", "SdcaMaximumEntropy, until it converges", (ml, _) => ml.MulticlassClassification.Trainers.SdcaMaximumEntropy()),
        new("lbfgs", "LbfgsMaximumEntropy, until it converges", (ml, _) => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy()),
        new("fasttree", "FastTree, 100 trees for each class, one against all",
            (ml, budget) => ml.MulticlassClassification.Trainers.OneVersusAll(
            ml.BinaryClassification.Trainers.FastTree(new FastTreeBinaryTrainer.Options { NumberOfTrees = 100, Seed = budget.Seed }))),
        new("lightgbm", "LightGbm, 100 trees for each class", (ml, budget) => ml.MulticlassClassification.Trainers.LightGbm(
            new LightGbmMulticlassTrainer.Options { NumberOfIterations = 100, Seed = budget.Seed })),
    ];

    // A preset's shifted digits would be more data than the others get.
    private static ComparedTrainer Network(string name, string preset)
    {
        RnnOptions options = Preset.All.Single(known => known.Name == preset).Options with { Augmentation = null };
        string network = ChosenNetwork.Describe(options);
        string settings = $"{network}, preset {preset} without augmentation";
        return new(name, settings, (ml, budget) => ml.MulticlassClassification.Trainers.Rnn(options with
        {
            Epochs = budget.Epochs,
            Seed = budget.Seed,
            CancellationToken = budget.Cancellation,
        }));
    }
}
