using RnnTrainer.Pages;
using RnnTrainer.Values;

namespace RnnTrainer.TaskReports;

/// <summary>The figures of each of several numbers.</summary>
internal static class OutputsSection
{
    /// <summary>The section.</summary>
    public static Html Of(IReadOnlyList<OutputNumbers> outputs) => PageSection.Of("outputs", "Each output", PageSection.Table(
        "Figures of each output", ["Output", "RMSE", "MAE", "R²", "Bias", "Count"],
        outputs.Select(output => (Row(output.Metrics, output.Bias), false))));

    private static IReadOnlyList<string> Row(RnnOutputMetrics metrics, double bias) =>
    [
        metrics.Name, NumberText.Value(metrics.RootMeanSquaredError), NumberText.Value(metrics.MeanAbsoluteError),
        NumberText.Share(metrics.RSquared), NumberText.Value(bias), NumberText.Count(metrics.Count),
    ];
}
