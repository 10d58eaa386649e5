using RnnTrainer.Files;


namespace RnnTrainer.Samples;

/// <summary>A file to be written whole or not at all: to a temporary file beside it, which then takes its name.</summary>
internal sealed class OutputFile
{
    private readonly string path;

    private OutputFile(string name, string path)
    {
        Name = name;
        this.path = path;
    }

    /// <summary>The path as the user gave it.</summary>
    public string Name { get; }

    /// <summary>A model: a zip file, and nothing but a zip file is replaced by it.</summary>
    /// <param name="given">Where to write it.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public static OutputFile PlanModel(FileInfo given) => Plan(given, "model", FileStart.Zip, "a model (.zip)");

    /// <summary>Finds out whether the file can be written, before hours of work find out.</summary>
    /// <param name="given">Where to write it.</param>
    /// <param name="what">What it is, for messages: "report".</param>
    /// <param name="start">How a file must begin that may be replaced; another might be somebody's diary.</param>
    /// <param name="replaceable">What such a file is, for messages.</param>
    /// <exception cref="IOException">It cannot.</exception>
    public static OutputFile Plan(FileInfo given, string what, string start, string replaceable)
    {
        string path = OutputPath.Of(given);
        string cannot = $"Cannot write the {what} to '{given}'";
        if (Directory.Exists(path))
            throw new IOException($"{cannot}: it is a folder.");
        string folder = Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
            throw new IOException($"{cannot}: the folder '{folder}' does not exist.");
        OutputFile file = new($"{given}", path);
        string probe = TemporaryPath.Of(path);
        try
        {
            if (File.Exists(path) && !FileStart.Is(path, start))
                throw new IOException($"the existing file is not {replaceable}; it was not overwritten.");
            TemporaryPath.RemoveStale(path);
            UninterruptedWork.Do(() =>
            {
                File.WriteAllBytes(probe, []);
                File.Delete(probe);
            });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw OutputPath.InNameOf(path, probe, exception, $"{cannot}: ");
        }
        return file;
    }

    /// <param name="save">Writes the file at the path that it is given.</param>
    /// <returns>The size of the file, in bytes.</returns>
    /// <exception cref="IOException">It cannot be written; nothing has changed.</exception>
    public long Write(Action<string> save)
    {
        string temporary = TemporaryPath.Of(path);
        UninterruptedWork.Do(() =>
        {
            try
            {
                save(temporary);
                File.Move(temporary, path, overwrite: true);
            }
            catch (Exception exception) when (OutputPath.FaultOf(exception) is { } fault)
            {
                throw OutputPath.InNameOf(path, temporary, fault);
            }
            finally
            {
                File.Delete(temporary);
            }
        });
        return new FileInfo(path).Length;
    }
}
