namespace RnnTrainer.Samples;

/// <summary>A file of the page, kept in this assembly.</summary>
/// <param name="Path">Where the browser finds it.</param>
/// <param name="ContentType">What it is.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record PageFile(string Path, string ContentType, byte[] Content)
{
    /// <summary>The page and all that belongs to it.</summary>
    public static IReadOnlyList<PageFile> All { get; } =
    [
        Load("/", "page.html", "text/html; charset=utf-8"),
        Load("/page.css", "page.css", "text/css; charset=utf-8"),
        Load("/page.js", "page.js", "text/javascript; charset=utf-8"),
        Load("/pad.js", "pad.js", "text/javascript; charset=utf-8"),
        Load("/belief.js", "belief.js", "text/javascript; charset=utf-8"),
        Load("/icon.svg", "icon.svg", "image/svg+xml"),
    ];

    private static PageFile Load(string path, string name, string contentType)
    {
        using Stream resource = typeof(PageFile).Assembly.GetManifestResourceStream($"Serve/{name}")!;
        byte[] content = new byte[resource.Length];
        resource.ReadExactly(content);
        return new(path, contentType, content);
    }
}
