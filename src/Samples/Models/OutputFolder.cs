namespace RnnTrainer.Samples;

/// <summary>A folder to be written whole or not at all: to a temporary folder beside it, which then takes its name.</summary>
internal sealed class OutputFolder
{
    private readonly string path;

    private OutputFolder(string name, string path)
    {
        Name = name;
        this.path = path;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Finds out whether the folder can be written, before hours of work find out.</summary>
    /// <param name="given">The folder: there is none, or it is empty.</param>
    /// <param name="replaceable">With this file in it, it may be replaced even so; null where none may.</param>
    /// <param name="advice">What to do about a folder that is not empty.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static OutputFolder Plan(DirectoryInfo given, string? replaceable, string advice)
    {
        // The folder behind a link is written, not the link.
        FileSystemInfo target = given.LinkTarget is null ? given : given.ResolveLinkTarget(returnFinalTarget: true)!;
        string path = Path.TrimEndingDirectorySeparator(target.FullName);
        string cannot = $"Cannot write the folder '{given}'";
        if (File.Exists(path))
            throw new IOException($"{cannot}: it is a file.");
        if (Path.GetDirectoryName(path) is not string parent || !Directory.Exists(parent))
            throw new IOException($"{cannot}: there is no folder '{Path.GetDirectoryName(path)}' to put it in.");
        bool isReplaceable = replaceable is not null && File.Exists(Path.Combine(path, replaceable));
        if (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any() && !isReplaceable)
            throw new IOException($"{cannot}: it is not empty. {advice}");
        OutputFolder folder = new($"{given}", path);
        try
        {
            string probe = folder.TemporaryPath();
            Directory.CreateDirectory(probe);
            Directory.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{cannot}: {exception.Message}", exception);
        }
        return folder;
    }

    /// <param name="fill">Writes the files into the folder that it is given.</param>
    public void Write(Action<string> fill)
    {
        string temporary = TemporaryPath(), old = TemporaryPath();
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            Replace(temporary, old);
        }
        finally
        {
            foreach (string leftOver in (string[])[temporary, old])
            {
                if (Directory.Exists(leftOver))
                    Directory.Delete(leftOver, recursive: true);
            }
        }
    }

    private void Replace(string temporary, string old)
    {
        if (!Directory.Exists(path))
        {
            Directory.Move(temporary, path);
            return;
        }
        Directory.Move(path, old);
        try
        {
            Directory.Move(temporary, path);
        }
        catch
        {
            Directory.Move(old, path);
            throw;
        }
    }

    // In the same folder, so that the last move is a rename: it happens at once or not at all.
    private string TemporaryPath() => $"{path}.{Path.GetRandomFileName()}.tmp";
}
