namespace RnnTrainer.Samples;

/// <summary>A file of a page, kept in this assembly.</summary>
/// <param name="Path">Where the browser finds it.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PageFile(string Path, string ContentType, byte[] Content)
{
    private static readonly Dictionary<string, string> Types = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>Loads one.</summary>
    /// <param name="path">Where the browser finds it.</param>
    /// <param name="name">Its name in this assembly.</param>
    public static PageFile Load(string path, string name)
    {
        using Stream resource = typeof(PageFile).Assembly.GetManifestResourceStream($"Serve/{name}")!;
        byte[] content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new(path, Types[System.IO.Path.GetExtension(name)], content);
    }
}
