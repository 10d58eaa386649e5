using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>A report on a model of this program: the library's, with what the model's file says of its run, and the runs of a sweep.</summary>
internal static class DigitReport
{
    /// <summary>How the file begins, by which a report is known as one.</summary>
    public const string Start = "<!DOCTYPE html><!-- report by rnn-samples -->";

    private const int MostMistakes = 60;

    /// <summary>Scores all images, and compares with what they are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="images">What it is tested on.</param>
    /// <param name="sweep">The runs of a sweep; none where there is no sweep.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="InvalidDataException">The images have another size than the model's.</exception>
    /// <exception cref="OperationCanceledException">It has been cancelled.</exception>
    public static NetworkContent Of(
        SavedModel model, LabelledImages images, IReadOnlyList<SweepResult> sweep, CancellationToken cancellation)
    {
        RnnReportOptions options = new()
        {
            Title = model.FileName, // where it lies is of interest here only, and the page is made to be sent
            DataName = images.Name,
            LabelColumnName = "Label",
            RowNoun = "image",
            NameRow = index => $"image {index}",
            MaxWorstRows = MostMistakes,
            History = model.Run is { } tested ? [.. model.Network.History.Select(tested.WithTest)] : null,
        };
        long done = 0;
        using ProgressLine progress = new("images scored", images.Rows.GetRowCount());
        NetworkContent content =
            NetworkReading.Of(model.Network, model.Score(images), options, () => progress.Report(++done), cancellation);
        string training = model.Run is { } run ? $", trained on {run.Data} on {run.Trained:yyyy-MM-dd}" : "";
        return content with
        {
            Start = Start,
            Maker = "rnn-samples report",
            Summary = content.Summary + training,
            InputRemark = "Each row of an image is a time step.",
            Figures = [ReportRun.Time(model.Run), .. content.Figures, ReportRun.TrainedOn(model.Run)],
            Further = [.. content.Further, ReportSweep.Of(sweep)],
            Settings = ReportRun.Of(model.Run),
        };
    }
}
