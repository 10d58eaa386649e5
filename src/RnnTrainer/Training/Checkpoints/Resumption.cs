using RnnTrainer.Files;
using RnnTrainer.Ranks;
using RnnTrainer.Training.Progress;

namespace RnnTrainer.Training.Checkpoints;

/// <summary>Finds the checkpoint that <see cref="RnnOptions.ResumeFrom"/> asks for.</summary>
internal static class Resumption
{
    /// <summary>The checkpoint to go on from; null where training starts from the beginning.</summary>
    /// <param name="options">The options of this run.</param>
    /// <param name="identity">What the checkpoint must agree with.</param>
    /// <param name="context">Logs what was found.</param>
    /// <param name="ranks">The processes that go on from it; the first one reads it.</param>
    /// <exception cref="InvalidDataException">Every checkpoint is damaged, or one is of another version.</exception>
    /// <exception cref="RnnCheckpointMismatchException">The checkpoint is of other data or options.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="RnnRankException">The first rank cannot go on from it.</exception>
    public static Checkpoint? Find(RnnOptions options, RunIdentity identity, RunContext context, RankGroup ranks)
    {
        Checkpoint? found = null;
        byte[] bytes = ranks.FromFirst(() =>
        {
            (found, string? file) = Find(options, identity, context);
            return ranks.Size == 1 || file is null ? [] : File.ReadAllBytes(file);
        });
        if (ranks.IsFirst || bytes.Length == 0)
            return found;
        using MemoryStream stream = new(bytes, writable: false);
        using BoundedReader reader = new(stream);
        return CheckpointFormat.Read(reader);
    }

    private static (Checkpoint?, string?) Find(RnnOptions options, RunIdentity identity, RunContext context)
    {
        if (options.ResumeFrom is not { } path)
            return (null, null);
        if (CheckpointFolder.IsFile(path) && !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"There is no checkpoint '{path}' to resume from. Name an existing one, or a folder to use the newest.", path);
        }
        string[] files = CheckpointFolder.IsFile(path) ? [path] : [.. new CheckpointFolder(path).List().Select(entry => entry.File)];
        if (files.Length == 0)
        {
            context.Resume($"There is no checkpoint in '{path}': training starts from the beginning.");
            return (null, null);
        }
        (Checkpoint checkpoint, string file) = ReadNewest(files, context);
        CheckFits(checkpoint, file, options, identity);
        context.Resume($"Resuming from '{file}', step {checkpoint.Step}.");
        return (checkpoint, file);
    }

    private static (Checkpoint, string) ReadNewest(string[] files, RunContext context)
    {
        List<string> wrong = [];
        foreach (string file in files)
        {
            try
            {
                Checkpoint checkpoint = CheckpointFolder.Read(file);
                foreach (string damage in wrong)
                    context.Warn($"{damage} The one before it is used.");
                return (checkpoint, file);
            }
            catch (CheckpointVersionException exception)
            {
                throw new InvalidDataException($"The checkpoint '{file}' has format version {exception.Version}, "
                    + "which this version of the library "
                    + "does not read: finish the run with the version that started it, or start it again.", exception);
            }
            catch (FormatException exception)
            {
                wrong.Add($"The checkpoint '{file}' is damaged: {exception.Message}.");
            }
        }
        throw new InvalidDataException(
            $"{string.Join(' ', wrong)} No undamaged checkpoint is left to resume from. "
            + "Delete the damaged ones to start from the beginning.");
    }

    private static void CheckFits(Checkpoint checkpoint, string file, RnnOptions options, RunIdentity identity)
    {
        if (identity.Difference(checkpoint.Identity) is var (name, saved, current))
            throw new RnnCheckpointMismatchException(file, name, saved, current);
        if (options.Seed is { } seed && seed != checkpoint.Seed)
            throw new RnnCheckpointMismatchException(file, nameof(RnnOptions.Seed), $"{checkpoint.Seed}", $"{seed}");
    }
}
