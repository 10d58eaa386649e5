using RnnTrainer.Pages;

namespace RnnTrainer.Samples;

/// <summary>The figures that are asked for first.</summary>
internal static class ReportHeadline
{
    public static Html Of(ReportContent content)
    {
        int count = content.Evaluation.Verdicts.Count, right = content.Evaluation.Verdicts.Count(verdict => verdict.IsRight);
        (string Name, string Value, string Note)[] figures =
        [
            ("Test accuracy", $"{content.Evaluation.Metrics.MicroAccuracy:0.00%}", $"{right:N0} of {count:N0} right"),
            ("Test loss", $"{content.Evaluation.Metrics.LogLoss:0.0000}", "mean cross-entropy, nats"),
            ("Parameters", $"{content.Parameters:N0}", $"{content.Parameters * sizeof(float) / 1024.0:N0} KiB"),
            Time(content.Run),
            ("Tested on", content.Data, $"{count:N0} images"),
            ("Trained on", content.Run?.Data ?? "not recorded", content.Run is { } run ? TrainedOn(run) : ""),
        ];
        return PageSection.Of("headline", "Results", Html.Of($"{PageSection.Figures(figures)}\n{Remark(content)}"));
    }

    private static (string, string, string) Time(RunRecord? run)
    {
        const string name = "Training time";
        if (run is null)
            return (name, "not recorded", "");
        TimeSpan time = TimeSpan.FromSeconds(run.TrainingSeconds);
        string text = time.TotalHours >= 1 ? $"{(long)time.TotalHours} h {time.Minutes} min"
            : time.TotalMinutes >= 2 ? $"{time.Minutes} min {time.Seconds} s"
            : $"{time.TotalSeconds:0.0} s";
        return (name, text, "tests not counted");
    }

    private static string TrainedOn(RunRecord run) =>
        run.Settings.GetValueOrDefault("validation", SettingText.None) is var share && share == SettingText.None
            ? $"{run.TrainingRows:N0} images"
            : $"{run.TrainingRows:N0} images, {share} of them held out";

    private static Html Remark(ReportContent content) => content.Evaluation.Unknown == 0 ? default : Html.Of(
        $"<p class=\"remark\">Left out: {content.Evaluation.Unknown:N0} test images of classes that the model was not trained on.</p>");
}
