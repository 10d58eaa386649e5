using System.Globalization;
using RnnTrainer.Files;
using RnnTrainer.TensorBoard;

namespace RnnTrainer;

/// <summary>Saves histories of training, such as <see cref="RnnTransformer.History"/>, for other programs.</summary>
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
    /// Writes a CSV file with a line for each epoch: <c>Epoch</c>, <c>Step</c>, <c>LearningRate</c>, <c>GradientNorm</c>, and a column for
    /// each metric by its name. A metric that an epoch lacks is left empty. Numbers are the same in every culture, and read back exactly.
    /// </summary>
    /// <param name="history">The epochs.</param>
    /// <param name="path">Where to write the file. It is whole or not there, and replaces one that is.</param>
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
    /// Writes event files for TensorBoard: every metric, the learning rate and the gradient norm of each epoch, with the epoch's number as
    /// step. Metrics of training, validation and test rows go to folders of these names, with equal tags such as <c>epoch/Loss</c>, so that
    /// one chart shows all of them.
    /// </summary>
    /// <remarks>To watch a run while it is trained, use <c>RnnTensorBoard</c> of the package RnnTrainer.</remarks>
    /// <param name="history">The epochs.</param>
    /// <param name="folder">
    /// The run's folder, made if it does not exist. Files that this method wrote there before are replaced; others stay.
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
