using System.CommandLine;

namespace RnnTrainer.Samples;

/// <summary>How well a saved model does on labelled images: ML.NET's metrics, each class, and its surest mistakes.</summary>
internal sealed class EvaluateCommand : SampleCommand
{
    private const int StandardMistakes = 6;

    private readonly Argument<FileInfo> model = ModelArgument.Create();
    private readonly ImagesChoice images = new(needLabels: true);
    private readonly Option<int?> mistakes = Numbers.CountOrNone(
        "--mistakes", $"How many mistakes to show, the surest first. [default: {StandardMistakes}]");
    private readonly Option<bool> json = new("--json") { Description = "One JSON object in place of tables." };

    public EvaluateCommand() : base(
        "evaluate", "Evaluate a saved model on test images.",
        ("evaluate mnist-rnn.zip", "on MNIST's test digits"),
        ("evaluate mnist-rnn.zip --mistakes 20", "with more of its mistakes"),
        ("evaluate mnist-rnn.zip --data my-digits", "on a folder of images"),
        ("evaluate mnist-rnn.zip --json", "for another program"))
    {
        Add(model);
        foreach (Option option in (Option[])[.. images.All, mistakes, json])
            Add(option);
        SetWork(Run);
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        SavedModel saved = SavedModel.Load(parsed.GetRequiredValue(model));
        LabelledImages labelled = images.Open(saved, parsed, mayBeKnown: false);
        Screen screen = new(isQuiet: parsed.GetValue(json));
        foreach (string remark in labelled.Remarks)
            screen.Remark(remark);
        labelled.CheckAllFor(saved);
        if (labelled.IsHeldOut)
            screen.Remark($"The model was trained on '{labelled.Name}': these are the fifth that train held out.");
        Evaluation evaluation = Evaluation.Of(saved, labelled, cancellation);
        int shown = parsed.GetValue(mistakes) ?? StandardMistakes;
        if (parsed.GetValue(json))
            JsonOutput.Write(new EvaluationReport(saved, labelled, evaluation, shown));
        else
            Show(screen, saved, labelled, evaluation, shown);
        return ExitCode.Success;
    }

    private static void Show(Screen screen, SavedModel saved, LabelledImages labelled, Evaluation evaluation, int shown)
    {
        screen.Line($"{saved.Name} on {labelled.Name}: {Counted.Of(evaluation.Verdicts.Count, "image")}");
        screen.Heading("On all images");
        screen.Show(EvaluationTables.Metrics(evaluation.Metrics));
        screen.Heading("On each class");
        screen.Show(EvaluationTables.PerClass(evaluation.Metrics.ConfusionMatrix, saved.Classes));
        screen.Heading("Confusion matrix");
        screen.Show(EvaluationTables.Confusion(screen, evaluation.Metrics.ConfusionMatrix, saved.Classes));

        Verdict[] wrong = [.. evaluation.Mistakes];
        screen.Heading(wrong is [] ? "No mistakes" : $"Mistakes: the surest {Math.Min(shown, wrong.Length)} of {wrong.Length:N0}");
        DigitDrawing.Show(screen, wrong.Take(shown).Select(mistake => (mistake.Pixels, new[]
        {
            $"image {mistake.Index} is a {saved.Classes[mistake.Truth]} ({mistake.Score[mistake.Truth]:0.0000})",
            $"taken for: {saved.Classes[mistake.Said]} ({mistake.Score[mistake.Said]:0.0000})",
        }, false)), saved.Height, saved.Width);
    }
}
