using System.Globalization;
using RnnTrainer.Files;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>
/// Checkpoints as files, named by step, each a <see cref="WholeFile"/>.
/// </summary>
internal sealed class CheckpointFolder(string path)
{
    private const string Prefix = "checkpoint-", Extension = ".rnnckpt", LockName = "checkpoints.lock";

    /// <summary>The full path.</summary>
    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Whether a path is meant as a checkpoint's file rather than a folder of them.</summary>
    public static bool IsFile(string path) => File.Exists(path) || path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>The files with their steps, newest first.</summary>
    public (long Step, string File)[] List() => !Directory.Exists(FullPath) ? [] :
        [.. Directory.EnumerateFiles(FullPath, Prefix + "*" + Extension)
            .Select(file => (Step: StepOf(file), file)).Where(entry => entry.Step >= 0).OrderByDescending(entry => entry.Step)];

    /// <summary>Makes the folder, takes it for one run, and removes what a process left that died while it wrote.</summary>
    /// <returns>What keeps other runs out until it is disposed, or the process ends.</returns>
    /// <exception cref="IOException">The folder cannot be made or written, or another run has it.</exception>
    public IDisposable Claim()
    {
        FileStream claim;
        try
        {
            Directory.CreateDirectory(FullPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unusable($"cannot be created: {ErrorText.Sentence(exception)} Choose another folder.", exception);
        }
        try
        {
            claim = new(Path.Combine(FullPath, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unusable($"cannot be written: {ErrorText.Sentence(exception)} Choose another folder.", exception);
        }
        catch (IOException exception)
        {
            throw Unusable($"is in use by another run, or cannot be written ({exception.Message}). Wait for that run to end, "
                + "or choose another folder.", exception);
        }
        RemoveTemporaries();
        return claim;
    }

    private void RemoveTemporaries()
    {
        foreach (string file in Directory.EnumerateFiles(FullPath, Prefix + "*" + Extension + "*" + TemporaryPath.Extension))
            File.Delete(file);
    }

    /// <summary>
    /// Writes a checkpoint, and then deletes all but the newest few. Those of later steps go first: the run started before
    /// them, so they are damaged or were given up.
    /// </summary>
    /// <exception cref="IOException">It could not be written.</exception>
    public void Save(Checkpoint checkpoint, int keep)
    {
        string file = Path.Combine(FullPath, Prefix + checkpoint.Step.ToString("000000000", CultureInfo.InvariantCulture) + Extension);
        WholeFile.Write(file, stream =>
        {
            using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
            CheckpointFormat.Write(writer, checkpoint);
        });

        (long Step, string File)[] all = List();
        string[] kept = [.. all.Where(entry => entry.Step <= checkpoint.Step).Take(keep).Select(entry => entry.File)];
        foreach ((_, string old) in all)
        {
            if (!kept.Contains(old))
                File.Delete(old);
        }
    }

    private IOException Unusable(string how, Exception cause) =>
        new($"The checkpoint folder '{FullPath}' {how}", cause);

    /// <exception cref="FormatException">It is damaged; the message says how.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static Checkpoint Read(string file)
    {
        if (RegularFile.HoldsNothing(file))
            throw new FormatException("it is empty, a pipe or a device");
        using FileStream stream = File.OpenRead(file);
        using BoundedReader reader = new(stream);
        return CheckpointFormat.Read(reader);
    }

    // -1 for a file of another name.
    private static long StepOf(string file)
    {
        ReadOnlySpan<char> number = Path.GetFileNameWithoutExtension(file).AsSpan(Prefix.Length);
        return long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out long step) ? step : -1;
    }
}
