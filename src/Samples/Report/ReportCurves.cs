using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace RnnTrainer.Samples;

/// <summary>How loss and accuracy went from epoch to epoch.</summary>
internal static class ReportCurves
{
    private static readonly string[] Columns =
        ["Epoch", "Steps", "Loss", "Accuracy", "Validation loss", "Validation accuracy", "Learning rate", "Gradient norm"];

    private const int Width = 420, Height = 290;

    /// <summary>Epochs shown of a long run, so that the page stays small.</summary>
    private const int MostEpochs = 200;

    /// <summary>Up to here each epoch has a dot.</summary>
    private const int MostDots = 30;

    public static Html Of(RnnTransformer network)
    {
        int every = (network.History.Count + MostEpochs - 1) / MostEpochs;
        RnnEpoch[] epochs = [.. network.History.Where((_, index) => index % every == 0 || index == network.History.Count - 1)];
        Html curves = epochs.Length switch
        {
            0 => Html.Of($"<p>Not recorded: the model's file holds no history.</p>"),
            1 => Html.Of($"<p>The run was no longer than one epoch, and one point makes no curve: {InWords(epochs[0])}.</p>"),
            _ => Plots(epochs),
        };
        return ReportSection.Of("curves", "Learning curves", Html.Of($"{curves}{Figures(epochs, every, network.BestEpoch)}"));
    }

    private static string InWords(RnnEpoch epoch)
    {
        string training = $"training loss {epoch.Loss:0.0000}, accuracy {epoch.Accuracy:0.00%}";
        return epoch.ValidationLoss is null ? training
            : $"{training}; validation loss {epoch.ValidationLoss:0.0000}, accuracy {epoch.ValidationAccuracy:0.00%}";
    }

    private static Html Plots(RnnEpoch[] epochs) => Html.Of($"""
        <div class="plots">
        {Plot("Loss", "mean cross-entropy, nats", epochs, epoch => epoch.Loss, epoch => epoch.ValidationLoss)}
        {Plot("Accuracy", "share told right", epochs, epoch => epoch.Accuracy, epoch => epoch.ValidationAccuracy)}
        </div>
        <p class="note">Training figures are means over an epoch while its weights still change, with dropout and changed images where
        the run has them; validation is measured at the epoch's end, without.</p>
        """);

    private static Html Plot(string name, string unit, RnnEpoch[] epochs, Func<RnnEpoch, double> training, Func<RnnEpoch, double?> validation)
    {
        LinearAxis across = new() { Title = "epoch", MinimumMajorStep = 1, MinimumMinorStep = 1, MinimumPadding = 0.02, MaximumPadding = 0.02 };
        LinearAxis up = new() { MinimumPadding = 0.05, MaximumPadding = 0.08 };
        PlotModel plot = SvgPlot.Create("", across, up);
        plot.Series.Add(Line("training", epochs, epoch => training(epoch)));
        bool isValidated = epochs.Any(epoch => validation(epoch) is not null);
        if (isValidated)
            plot.Series.Add(Line("validation", epochs, validation));
        plot.Legends[0].LegendPosition = LegendPosition.TopCenter;
        plot.Legends[0].LegendOrientation = LegendOrientation.Horizontal;
        string course = $"{name} by epoch: training from {training(epochs[0]):0.0000} to {training(epochs[^1]):0.0000}"
            + (isValidated ? $", validation from {validation(epochs[0]):0.0000} to {validation(epochs[^1]):0.0000}" : "");
        return ReportFigure.Of(SvgPlot.Text(plot, Width, Height), course, $"{name}: {unit}");
    }

    private static LineSeries Line(string title, RnnEpoch[] epochs, Func<RnnEpoch, double?> value)
    {
        MarkerType marker = epochs.Length <= MostDots ? MarkerType.Circle : MarkerType.None;
        LineSeries line = new() { Title = title, StrokeThickness = 2, MarkerType = marker, MarkerSize = 3.5 };
        line.Points.AddRange(epochs.Select(epoch => new DataPoint(epoch.Epoch, value(epoch) ?? double.NaN)));
        return line;
    }

    private static Html Figures(RnnEpoch[] epochs, int every, int? best) => epochs.Length == 0 ? default : Html.Of($"""
        <details>
        <summary>Figures of each epoch{(every > 1 ? $", of {every} shown one" : "")}</summary>
        {ReportSection.Table("Figures of each epoch", Columns, epochs.Select(epoch => (Row(epoch, epoch.Epoch == best), false)))}
        </details>
        """);

    private static IReadOnlyList<string> Row(RnnEpoch epoch, bool isKept) =>
    [
        isKept ? $"{epoch.Epoch} (kept)" : $"{epoch.Epoch}", $"{epoch.Step:N0}", $"{epoch.Loss:0.0000}", $"{epoch.Accuracy:0.0000}",
        Optional(epoch.ValidationLoss), Optional(epoch.ValidationAccuracy), $"{epoch.LearningRate:0.######}", $"{epoch.GradientNorm:0.000}",
    ];

    private static string Optional(double? value) => value is null ? "–" : $"{value:0.0000}";
}
