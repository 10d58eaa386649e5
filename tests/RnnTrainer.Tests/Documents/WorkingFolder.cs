namespace RnnTrainer.Tests.Documents;

/// <summary>A temporary folder that is the process's current one until dispose: where the examples' relative paths lead.</summary>
internal sealed class WorkingFolder : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly TemporaryFolder folder = new();

    public WorkingFolder() => Environment.CurrentDirectory = folder.FullPath;

    /// <inheritdoc cref="TemporaryFolder.Write(string, string)"/>
    public string Write(string name, string content) => folder.Write(name, content);

    /// <summary>Copies a file or a folder of the repository, under another name if one is given.</summary>
    public void Copy(string path, string? name = null)
    {
        string source = Repository.PathOf(path.Split('/')), target = folder.PathOf(name ?? path);
        if (File.Exists(source))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
            return;
        }
        foreach (string file in Directory.GetFiles(source, "*", SearchOption.AllDirectories))
            folder.Write(Path.Combine(name ?? path, Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
    }

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        folder.Dispose();
    }
}
