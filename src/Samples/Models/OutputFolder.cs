using RnnTrainer.Files;


namespace RnnTrainer.Samples;

/// <summary>A folder to be written whole or not at all: to a temporary folder beside it, which then takes its name.</summary>
internal sealed class OutputFolder
{
    private readonly string path;
    private readonly Func<DirectoryInfo, string?> whyNot;

    private OutputFolder(string name, string path, Func<DirectoryInfo, string?> whyNot)
    {
        Name = name;
        this.path = path;
        this.whyNot = whyNot;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    private string Cannot => $"Cannot write the folder '{Name}'";

    /// <summary>Finds out whether the folder can be written, before hours of work find out.</summary>
    /// <param name="given">The folder: there is none, or it is empty, or it may be replaced.</param>
    /// <param name="whyNot">Why a folder that is not empty may not be replaced, and what to do; null where it may.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static OutputFolder Plan(DirectoryInfo given, Func<DirectoryInfo, string?> whyNot)
    {
        OutputFolder folder = new($"{given}", OutputPath.OfFolder(given), whyNot);
        if (File.Exists(folder.path))
            throw new IOException($"{folder.Cannot}: it is a file.");
        if (Path.GetDirectoryName(folder.path) is not string parent || !Directory.Exists(parent))
            throw new IOException($"{folder.Cannot}: the folder '{Path.GetDirectoryName(folder.path)}' does not exist.");
        folder.CheckReplaceable();
        string probe = TemporaryPath.Of(folder.path);
        try
        {
            TemporaryPath.RemoveStale(folder.path);
            UninterruptedWork.Do(() =>
            {
                Directory.CreateDirectory(probe);
                Directory.Delete(probe);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputPath.InNameOf(folder.path, probe, exception, $"{folder.Cannot}: ");
        }
        return folder;
    }

    /// <param name="fill">Writes the files into the folder that it is given; Ctrl-C should end it within seconds.</param>
    public void Write(Action<string> fill) => UninterruptedWork.Do(() =>
    {
        string temporary = TemporaryPath.Of(path);
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            CheckReplaceable(); // again: filling may have taken minutes
            Replace(temporary);
        }
        catch (Exception exception) when (OutputPath.FaultOf(exception) is { } fault)
        {
            throw OutputPath.InNameOf(path, temporary, fault);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    });

    private void CheckReplaceable()
    {
        DirectoryInfo there = new(path);
        if (there.Exists && there.EnumerateFileSystemInfos().Any() && whyNot(there) is string reason)
            throw new IOException($"{Cannot}: it is not empty. {reason}");
    }

    private void Replace(string temporary)
    {
        if (!Directory.Exists(path))
        {
            Directory.Move(temporary, path);
            return;
        }
        // Not a temporary name: if the process dies between the two moves, all that there is of the folder is in it.
        string old = $"{path}.{Path.GetRandomFileName()}.old";
        Directory.Move(path, old);
        try
        {
            Directory.Move(temporary, path);
        }
        catch (Exception exception)
        {
            MoveBack(old, exception);
            throw;
        }
        Directory.Delete(old, recursive: true);
    }

    private void MoveBack(string old, Exception reason)
    {
        try
        {
            Directory.Move(old, path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{Cannot}: {reason.Message} Its previous contents are now in '{old}': {exception.Message}", exception);
        }
    }
}
