using RnnTrainer.TensorBoard;

namespace RnnTrainer;

/// <summary>Writes the progress of a training run to TensorBoard event files while the run is in progress.</summary>
/// <remarks>
/// At the end of each epoch, every metric, the learning rate and the gradient norm are written with tags such as <c>epoch/Loss</c>, and the
/// epoch number as step. If <see cref="RnnOptions.ProgressSteps"/> is set, the running values within an epoch are written with tags such as
/// <c>step/Loss</c>, and the optimizer step as step. Training and validation metrics go to separate subfolders. A resumed run adds files
/// next to those of its first part. For a run that has ended, see <see cref="RnnHistory.SaveAsTensorBoard"/>.
/// </remarks>
/// <example>
/// <code>
/// RnnOptions options = new() { Progress = new RnnTensorBoard("runs/first").Report };     // tensorboard --logdir runs
/// </code>
/// </example>
public sealed class RnnTensorBoard
{
    private static int instances;

    private readonly string folder, fileName;
    private readonly HashSet<string> started = [];

    /// <summary>Creates a log of one run; nothing is written before the first report.</summary>
    /// <param name="folder">The run's folder, created when needed. Use one folder per run.</param>
    public RnnTensorBoard(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        this.folder = Path.GetFullPath(folder);
        // TensorBoard reads a folder's files in the order of their names.
        fileName = $"{EventFile.NameStart}.{DateTimeOffset.UtcNow.ToUnixTimeMilliseconds()}.{Environment.ProcessId}."
            + $"{Interlocked.Increment(ref instances)}";
    }

    /// <summary>Writes a report. Use this method as <see cref="RnnOptions.Progress"/>, or call it from your own callback.</summary>
    /// <param name="progress">The report.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public void Report(RnnProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        (string group, long step) = progress.IsEpochEnd ? ("epoch", progress.Epoch) : ("step", progress.Step);
        foreach (IGrouping<string, (string, float)> run in
            RunScalars.Of(group, progress.Metrics, progress.LearningRate, progress.GradientNorm))
        {
            Append(run.Key, step, run);
        }
    }

    // Closed after each report, because nothing signals the end of a run.
    private void Append(string run, long step, IEnumerable<(string, float)> scalars)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        string path = Path.Combine(folder, run, fileName);
        bool isNew = started.Add(run);
        if (isNew)
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.Read);
        if (isNew)
            EventFile.WriteStart(file, now);
        EventFile.Write(file, now, step, scalars);
    }
}
