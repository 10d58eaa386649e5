using RnnTrainer.NetworkReports;

namespace RnnTrainer.Samples;

/// <summary>A report on a model: the library's, with what the model's file says of its run, and the runs of a sweep.</summary>
internal static class ModelReport
{
    /// <summary>How the file begins, by which a report is known as one.</summary>
    public const string Start = "<!DOCTYPE html><!-- report by rnn-samples -->";

    private const int MostMistakes = 60;

    /// <summary>Scores all rows, and compares with what they are.</summary>
    /// <param name="model">The model.</param>
    /// <param name="tested">What it is tested on.</param>
    /// <param name="sweep">The runs of a sweep; none where there is no sweep.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It has been cancelled.</exception>
    public static NetworkContent Of(
        TrainedModel model, ReportedRows tested, IReadOnlyList<SweepResult> sweep, CancellationToken cancellation)
    {
        RnnReportOptions options = new()
        {
            Title = Path.GetFileName(model.Name), // where it lies is of interest here only, and the page is made to be sent
            DataName = tested.DataName,
            LabelColumnName = "Label",
            RowNoun = tested.RowName,
            NameRow = tested.NameRow,
            MaxWorstRows = MostMistakes,
            History = model.Run is { } recorded ? [.. model.Network.History.Select(recorded.WithTest)] : null,
        };
        long done = 0;
        using ProgressLine progress = new($"{tested.RowName}s scored", tested.Count);
        NetworkContent content = NetworkReading.Of(model.Network, tested.Scored, options, () => progress.Report(++done), cancellation);
        string training = model.Run is { } run ? $", trained on {run.Data} on {run.Trained:yyyy-MM-dd}" : "";
        return content with
        {
            Start = Start,
            Maker = "rnn-samples report",
            Summary = content.Summary + training,
            InputRemark = tested.InputRemark,
            Figures = [ReportRun.Time(model.Run), .. content.Figures, ReportRun.TrainedOn(model.Run, tested.RowName)],
            Further = [.. content.Further, ReportSweep.Of(sweep)],
            Settings = ReportRun.Of(model.Run),
        };
    }
}
