namespace RnnTrainer.TensorBoard;

/// <summary>
/// What is measured in a run, as TensorBoard compares it: a folder each for training, validation and test rows, in which a metric has
/// the same tag, so that one chart shows it on all of them.
/// </summary>
internal static class RunScalars
{
    private const string Training = "training";

    /// <summary>Scalars by the folder that they belong to.</summary>
    /// <param name="group">What the tags begin with: "epoch" or "step".</param>
    /// <param name="metrics">What was measured, by name.</param>
    /// <param name="learningRate">Of the last step.</param>
    /// <param name="gradientNorm">Mean norm of the gradients.</param>
    public static ILookup<string, (string Tag, float Value)> Of(
        string group, IReadOnlyDictionary<string, double> metrics, float learningRate, double gradientNorm)
    {
        IEnumerable<(string Folder, string Name, float Value)> all =
        [
            .. metrics.Select(metric => (FolderOf(metric.Key), NameOf(metric.Key), (float)metric.Value)),
            (Training, nameof(RnnEpoch.LearningRate), learningRate),
            (Training, nameof(RnnEpoch.GradientNorm), (float)gradientNorm),
        ];
        return all.ToLookup(scalar => scalar.Folder, scalar => ($"{group}/{scalar.Name}", scalar.Value));
    }

    private static string FolderOf(string metric) => PrefixOf(metric)?.ToLowerInvariant() ?? Training;

    private static string NameOf(string metric) => PrefixOf(metric) is { } prefix ? metric[prefix.Length..] : metric;

    private static string? PrefixOf(string metric) => ((string[])[RnnMetric.ValidationPrefix, RnnMetric.TestPrefix])
        .FirstOrDefault(prefix => metric.Length > prefix.Length && metric.StartsWith(prefix, StringComparison.Ordinal));
}
