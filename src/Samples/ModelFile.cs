namespace RnnTrainer.Samples;

/// <summary>A file to be written whole or not at all: to a temporary file beside it, which then takes its name.</summary>
internal sealed class ModelFile
{
    private readonly string path;

    private ModelFile(string name, string path)
    {
        Name = name;
        this.path = path;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>Finds out whether the file can be written, before hours of training find out.</summary>
    /// <exception cref="IOException">It cannot.</exception>
    public static ModelFile Plan(FileInfo given)
    {
        // The file behind a link is replaced, not the link.
        string path = (given.LinkTarget is null ? given : given.ResolveLinkTarget(returnFinalTarget: true)!).FullName;
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw new IOException($"Cannot write the model to '{given}': there is no folder '{folder}'.");
        if (Directory.Exists(path))
            throw new IOException($"Cannot write the model to '{given}': it is a folder.");
        if (File.Exists(path) && !IsZip(path))
            throw new IOException($"Cannot write the model to '{given}': a file that is not a model (a zip file) is there, and would be lost.");
        ModelFile file = new($"{given}", path);
        try
        {
            string probe = file.TemporaryPath();
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot write the model to '{given}': {exception.Message}", exception);
        }
        return file;
    }

    /// <param name="save">Writes the file at the path that it is given.</param>
    /// <returns>The size of the file, in bytes.</returns>
    public long Write(Action<string> save)
    {
        string temporary = TemporaryPath();
        try
        {
            save(temporary);
            File.Move(temporary, path, overwrite: true);
            return new FileInfo(path).Length;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // In the same folder, so that the last move is a rename: it happens at once or not at all.
    private string TemporaryPath() => $"{path}.{Path.GetRandomFileName()}.tmp";

    private static bool IsZip(string path)
    {
        using FileStream file = File.OpenRead(path);
        return file.ReadByte() == 'P' && file.ReadByte() == 'K';
    }
}
