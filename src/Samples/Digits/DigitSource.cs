using System.CommandLine;
using Microsoft.ML;

namespace RnnTrainer.Samples;

/// <summary>Labelled images: MNIST's, or a folder of others.</summary>
internal sealed class DigitSource : TrainingSource
{
    private readonly DataChoice data = new();

    public override string Kind => "images";

    public override IReadOnlyList<Symbol> Symbols => [.. data.All];

    public override bool IsAskedFor(ParseResult parsed) => true;

    public override Preset UsualPreset(ParseResult parsed) => Preset.Tutorial;

    public override FileInfo UsualModel(ParseResult parsed) => new("mnist-rnn.zip");

    public override RnnOptions StartOf(Preset preset) => preset.ForImages;

    public override TrainingSet Open(MLContext ml, ParseResult parsed) => new DigitTrainingSet(
        ml, data.Open(ml, parsed), data.FolderOf(parsed) is null, data.PreparationOf(parsed), data.IsTransposed(parsed));
}
