using System.Globalization;
using RnnTrainer.Files;
using RnnTrainer.TensorBoard;

namespace RnnTrainer;

/// <summary>Extension methods that save training histories, such as <see cref="RnnTransformer.History"/>, for other programs.</summary>
/// <example>
/// <code>
/// network.History.SaveAsCsv("history.csv");
/// network.History.SaveAsTensorBoard("runs/first");        // tensorboard --logdir runs
/// </code>
/// </example>
public static class RnnHistory
{
    private static readonly string[] Columns =
        [nameof(RnnEpoch.Epoch), nameof(RnnEpoch.Step), nameof(RnnEpoch.LearningRate), nameof(RnnEpoch.GradientNorm)];

    /// <summary>
    /// Saves the history as a CSV file with one line per epoch: <c>Epoch</c>, <c>Step</c>, <c>LearningRate</c>, <c>GradientNorm</c>, and
    /// one column per metric. Metrics that an epoch lacks are empty. Numbers are formatted the same in every culture, and can be read back
    /// exactly.
    /// </summary>
    /// <param name="history">The epochs.</param>
    /// <param name="path">The file. It is written completely or not at all; an existing file is replaced.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveAsCsv(this IEnumerable<RnnEpoch> history, string path)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        RnnEpoch[] epochs = [.. history];
        string[] metrics = [.. epochs.SelectMany(epoch => epoch.Metrics.Keys).Distinct()];
        WholeFile.Write(path, stream =>
        {
            using StreamWriter writer = new(stream, leaveOpen: true) { NewLine = "\n" };
            writer.WriteLine(string.Join(',', [.. Columns, .. metrics.Select(Quoted)]));
            foreach (RnnEpoch epoch in epochs)
                writer.WriteLine(string.Join(',', [.. Line(epoch), .. metrics.Select(name => Cell(epoch, name))]));
        });
    }

    /// <summary>
    /// Saves the history as TensorBoard event files: every metric, the learning rate and the gradient norm of each epoch, with the epoch
    /// number as step. Training, validation and test metrics go to separate subfolders under the same tags, such as <c>epoch/Loss</c>, so
    /// that they share a chart.
    /// </summary>
    /// <remarks>To watch a run in progress, use <c>RnnTensorBoard</c> of the package RnnTrainer.</remarks>
    /// <param name="history">The epochs.</param>
    /// <param name="folder">
    /// The run's folder, created if it does not exist. Files that this method wrote there before are replaced; others are kept.
    /// </param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void SaveAsTensorBoard(this IEnumerable<RnnEpoch> history, string folder)
    {
        ArgumentNullException.ThrowIfNull(history);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        var runs =
            from epoch in history
            from scalars in RunScalars.Of("epoch", epoch.Metrics, epoch.LearningRate, epoch.GradientNorm)
            group (epoch.Epoch, Scalars: scalars) by scalars.Key;
        foreach (var run in runs)
        {
            string path = Directory.CreateDirectory(Path.Combine(folder, run.Key)).FullName;
            WholeFile.Write(Path.Combine(path, $"{EventFile.NameStart}.history"), stream =>
            {
                EventFile.WriteStart(stream, now);
                foreach ((int epoch, IEnumerable<(string, float)> scalars) in run)
                    EventFile.Write(stream, now, epoch, scalars);
            });
        }
    }

    private static IEnumerable<string> Line(RnnEpoch epoch) =>
        ((FormattableString[])[$"{epoch.Epoch}", $"{epoch.Step}", $"{epoch.LearningRate}", $"{epoch.GradientNorm}"])
        .Select(FormattableString.Invariant);

    private static string Cell(RnnEpoch epoch, string metric) =>
        epoch.Metrics.TryGetValue(metric, out double value) ? value.ToString(CultureInfo.InvariantCulture) : "";

    // The trainers' names need it not.
    private static string Quoted(string name) =>
        name.AsSpan().ContainsAny(",\"\r\n") ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name;
}
