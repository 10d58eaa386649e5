using RnnTrainer.Pages;

namespace RnnTrainer.TaskReports;

/// <summary>How well chunks were found, where labels are in BIO form.</summary>
internal static class ChunksSection
{
    /// <summary>The section.</summary>
    public static Html Of(RnnChunkMetrics chunks) => PageSection.Of("chunks", "Chunks", Html.Of($"""
        {PageSection.Table("Figures of each type of chunk", ["Type", "Chunks", "Predicted", "Precision", "Recall", "F1"],
            [.. chunks.Types.Select(type => (Row(type, type.Label), false)), (Row(chunks.Overall, "together"), true)])}
        <p class="note">A chunk counts as found where its first step, its last step and its type are right, as in conlleval.</p>
        """));

    private static IReadOnlyList<string> Row(RnnLabelMetrics metrics, string name) =>
    [
        name.Length == 0 ? "–" : name, FormattableString.Invariant($"{metrics.Count:N0}"),
        FormattableString.Invariant($"{metrics.PredictedCount:N0}"), FormattableString.Invariant($"{metrics.Precision:0.0000}"),
        FormattableString.Invariant($"{metrics.Recall:0.0000}"), FormattableString.Invariant($"{metrics.F1:0.0000}"),
    ];
}
