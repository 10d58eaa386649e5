namespace RnnTrainer.Training;

/// <summary>Finds the checkpoint that <see cref="RnnOptions.ResumeFrom"/> asks for.</summary>
internal static class Resumption
{
    /// <summary>The checkpoint to go on from; null where training starts from the beginning.</summary>
    /// <param name="options">The options of this run.</param>
    /// <param name="fingerprint">What the checkpoint must agree with.</param>
    /// <param name="context">Logs what was found.</param>
    /// <exception cref="InvalidDataException">Every checkpoint is damaged.</exception>
    /// <exception cref="InvalidOperationException">The checkpoint is of other data or options.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static Checkpoint? Find(RnnOptions options, Fingerprint fingerprint, RunContext context)
    {
        if (options.ResumeFrom is not { } path)
            return null;
        if (CheckpointFolder.IsFile(path) && !File.Exists(path))
        {
            throw new FileNotFoundException(
                $"{nameof(RnnOptions)}.{nameof(RnnOptions.ResumeFrom)} is the checkpoint '{path}', which does not exist; name one that does, or its folder for the newest.", path);
        }
        string[] files = CheckpointFolder.IsFile(path) ? [path] : [.. new CheckpointFolder(path).List().Select(entry => entry.File)];
        if (files.Length == 0)
        {
            context.Info($"There is no checkpoint in '{path}': training starts from the beginning.");
            return null;
        }
        (Checkpoint checkpoint, string file) = ReadNewest(files, context);
        CheckFits(checkpoint, file, options, fingerprint);
        context.Info($"Resuming from '{file}', step {checkpoint.Step}.");
        return checkpoint;
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
            catch (FormatException exception)
            {
                wrong.Add($"The checkpoint '{file}' is damaged: {exception.Message}.");
            }
        }
        throw new InvalidDataException(
            $"{string.Join(' ', wrong)} No undamaged checkpoint is left to resume from; delete the damaged, or set {nameof(RnnOptions.ResumeFrom)} to null, to start from the beginning.");
    }

    private static void CheckFits(Checkpoint checkpoint, string file, RnnOptions options, Fingerprint fingerprint)
    {
        string? difference = fingerprint.Difference(checkpoint.Fingerprint);
        if (difference is null && options.Seed is { } seed && seed != checkpoint.Seed)
            difference = $"{nameof(RnnOptions.Seed)} is {checkpoint.Seed} there and {seed} here";
        if (difference is not null)
        {
            throw new InvalidOperationException(
                $"The checkpoint '{file}' is of another run: {difference}. Resume with the data and options that made it; to go on with others, Fit from the trained model; or set {nameof(RnnOptions.ResumeFrom)} to another folder, or to null.");
        }
    }
}
