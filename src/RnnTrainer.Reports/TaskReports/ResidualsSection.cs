using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>Predicted beside actual numbers, and how errors are distributed.</summary>
internal static class ResidualsSection
{
    /// <summary>Outputs that are drawn, so that the page stays small.</summary>
    private const int MostOutputs = 6;

    /// <summary>The section.</summary>
    /// <param name="outputs">The numbers.</param>
    /// <param name="nouns">What has one: "rows".</param>
    public static Html Of(IReadOnlyList<OutputNumbers> outputs, string nouns)
    {
        OutputNumbers[] drawn = [.. outputs.Where(output => output.Points.Seen > 0).Take(MostOutputs)];
        Html left = drawn.Length == outputs.Count ? default
            : Html.Of($"<p class=\"note\">The first {drawn.Length} of {outputs.Count:N0} outputs are shown.</p>");
        return PageSection.Of("residuals", "Residuals and calibration", Html.Of($"""
            <div class="plots">
            {drawn.Select(output => Html.Of($"{Scatter(output, outputs.Count > 1, nouns)}{Histogram(output, outputs.Count > 1)}"))}</div>
            <p class="note">On the dashed line predictions are right. The orange line joins the mean actual number of each tenth of the
            predictions, from the lowest to the highest: where it leaves the dashed line, predictions are too low or too high.</p>
            {left}
            """));
    }

    private static Html Scatter(OutputNumbers output, bool isNamed, string nouns)
    {
        string label = $"{output.Name}: actual against predicted numbers, R² {NumberText.Share(output.Metrics.RSquared)}";
        return PageFigure.Of(NumberPlots.Scatter(output.Points.Items), label,
            $"{(isNamed ? $"{output.Name}: actual" : "Actual")} against predicted{output.Points.Note(nouns)}");
    }

    private static Html Histogram(OutputNumbers output, bool isNamed)
    {
        double[] errors = [.. output.Points.Items.Select(point => point.Score - point.Label).Order()];
        string label = $"Errors from {NumberText.Value(errors[0])} to {NumberText.Value(errors[^1])}, "
            + $"half of them from {NumberText.Value(errors[errors.Length / 4])} to {NumberText.Value(errors[errors.Length * 3 / 4])}";
        string caption = $"{(isNamed ? $"{output.Name}: errors" : "Errors")}, predicted - actual";
        return PageFigure.Of(NumberPlots.Histogram(errors), label, caption);
    }
}
