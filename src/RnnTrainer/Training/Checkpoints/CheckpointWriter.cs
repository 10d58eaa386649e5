using System.Diagnostics;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>Saves checkpoints when they are due; does nothing where the options ask for none.</summary>
/// <param name="options">The options of the run.</param>
/// <param name="isForThis">Whether this process saves, rather than another one that trains with it.</param>
internal sealed class CheckpointWriter(RnnOptions options, bool isForThis) : IDisposable
{
    private readonly RnnCheckpoints? settings = isForThis ? options.Checkpoints : null;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();
    private CheckpointFolder? folder;
    private IDisposable? claim;

    /// <summary>Takes the folder, where the options name one.</summary>
    /// <exception cref="RnnOptionException">The folder holds checkpoints of another run.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another run has it.</exception>
    public void Claim()
    {
        if (settings is null)
            return;
        folder = new CheckpointFolder(settings.Folder);
        if (folder.List() is [var newest, ..] && !IsIn(options.ResumeFrom, folder))
        {
            throw new RnnOptionException(nameof(RnnOptions.Checkpoints), settings,
                $"The folder of {nameof(RnnOptions.Checkpoints):option} holds checkpoints already, the newest '{newest.File}'. "
                + $"Set {nameof(RnnOptions.ResumeFrom):option} to '{folder.FullPath}' to continue from there, or choose another folder.");
        }
        claim = folder.Claim();
    }

    /// <summary>Saves in mid-epoch, where enough time has passed.</summary>
    /// <param name="take">Takes the checkpoint.</param>
    public void AfterStep(Func<Checkpoint> take)
    {
        if (sinceLast.Elapsed.TotalMinutes >= settings?.EveryMinutes)
            Save(take);
    }

    /// <summary>Saves at the end of an epoch, where it is one of those asked for or the last.</summary>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="isLast">Whether no other will follow.</param>
    /// <param name="take">Takes the checkpoint.</param>
    public void AfterEpoch(int epoch, bool isLast, Func<Checkpoint> take)
    {
        if (isLast || epoch % settings?.EveryEpochs == 0)
            Save(take);
        else
            AfterStep(take);
    }

    /// <summary>Saves.</summary>
    /// <param name="take">Takes the checkpoint.</param>
    public void Save(Func<Checkpoint> take)
    {
        folder?.Save(take(), settings!.Keep);
        sinceLast.Restart();
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose() => claim?.Dispose();

    private static bool IsIn(string? resumeFrom, CheckpointFolder folder)
    {
        if (resumeFrom is null)
            return false;
        string path = CheckpointFolder.IsFile(resumeFrom) ? Path.GetDirectoryName(Path.GetFullPath(resumeFrom))! : resumeFrom;
        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) == Path.TrimEndingDirectorySeparator(folder.FullPath);
    }
}
