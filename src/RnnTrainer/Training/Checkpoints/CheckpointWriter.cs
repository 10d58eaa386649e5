using System.Diagnostics;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>Saves checkpoints when they are due; does nothing where the options ask for none.</summary>
internal sealed class CheckpointWriter : IDisposable
{
    private readonly RnnCheckpoints? options;
    private readonly CheckpointFolder? folder;
    private readonly IDisposable? claim;
    private readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <param name="options">The options of the run.</param>
    /// <exception cref="RnnOptionException">The folder holds checkpoints of another run.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another run has it.</exception>
    public CheckpointWriter(RnnOptions options)
    {
        this.options = options.Checkpoints;
        if (this.options is null)
            return;
        folder = new CheckpointFolder(this.options.Folder);
        if (folder.List() is [var newest, ..] && !IsIn(options.ResumeFrom, folder))
        {
            throw new RnnOptionException(nameof(RnnOptions.Checkpoints), options.Checkpoints,
                $"The folder of {nameof(RnnOptions.Checkpoints):option} holds checkpoints already, the newest '{newest.File}'. "
                + $"Set {nameof(RnnOptions.ResumeFrom):option} to '{folder.FullPath}' to go on from there, or choose another folder.");
        }
        claim = folder.Claim();
    }

    /// <summary>Saves in mid-epoch, where enough time has passed.</summary>
    /// <param name="take">Takes the checkpoint.</param>
    public void AfterStep(Func<Checkpoint> take)
    {
        if (sinceLast.Elapsed.TotalMinutes >= options?.EveryMinutes)
            Save(take);
    }

    /// <summary>Saves at the end of an epoch, where it is one of those asked for or the last.</summary>
    /// <param name="epoch">The number of the epoch.</param>
    /// <param name="isLast">Whether no other will follow.</param>
    /// <param name="take">Takes the checkpoint.</param>
    public void AfterEpoch(int epoch, bool isLast, Func<Checkpoint> take)
    {
        if (isLast || epoch % options?.EveryEpochs == 0)
            Save(take);
        else
            AfterStep(take);
    }

    /// <summary>Saves.</summary>
    /// <param name="take">Takes the checkpoint.</param>
    public void Save(Func<Checkpoint> take)
    {
        folder?.Save(take(), options!.Keep);
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
