using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>Labelled images to test a model on.</summary>
internal sealed class DigitTestSource : TestSource
{
    private readonly ImagesChoice images = new(needLabels: true);

    public override string Kind => "images";

    public override IReadOnlyList<Symbol> Symbols => [.. images.All];

    public override bool Takes(TrainedModel model) => true;

    public override void Evaluate(
        TrainedModel model, ParseResult parsed, int mistakes, Screen screen, bool json, CancellationToken cancellation)
    {
        SavedModel saved = SavedModel.Of(model);
        LabelledImages labelled = images.Open(saved, parsed, mayBeKnown: false);
        foreach (string remark in labelled.Remarks)
            screen.Remark(remark);
        labelled.CheckAllFor(saved);
        if (labelled.IsHeldOut)
            screen.Remark($"The model was trained on '{labelled.Name}': these are the fifth that 'train' held out.");
        Evaluation evaluation = Evaluation.Of(saved, labelled, cancellation);
        if (json)
            JsonOutput.Write(new EvaluationReport(saved, labelled, evaluation, mistakes));
        else
            Show(screen, saved, labelled, evaluation, mistakes);
    }

    private static void Show(Screen screen, SavedModel saved, LabelledImages labelled, Evaluation evaluation, int shown)
    {
        screen.Line($"{saved.Name} on {labelled.Name}: {Counted.Of(evaluation.Verdicts.Count, "image")}");
        screen.Heading("On all images");
        MulticlassTask.Of(evaluation.Metrics, saved.Classes).Show(screen);

        Verdict[] wrong = [.. evaluation.Mistakes];
        screen.Heading(wrong is [] ? "No mistakes" : $"Most confident mistakes: {Math.Min(shown, wrong.Length)} of {wrong.Length:N0}");
        DigitDrawing.Show(screen, wrong.Take(shown).Select(mistake => (mistake.Pixels, new[]
        {
            $"image {mistake.Index} is a {saved.Classes[mistake.Truth]} ({mistake.Score[mistake.Truth]:0.0000})",
            $"predicted: {saved.Classes[mistake.Said]} ({mistake.Score[mistake.Said]:0.0000})",
        }, false)), saved.Height, saved.Width);
    }
}
