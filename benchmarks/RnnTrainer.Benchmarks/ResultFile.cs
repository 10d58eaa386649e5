namespace RnnTrainer.Benchmarks;

/// <summary>A Markdown file of results: a title, the machine, then text and tables by turns.</summary>
internal sealed class ResultFile
{
    /// <param name="name">The file's name.</param>
    /// <param name="title">The heading.</param>
    /// <param name="blocks">Paragraphs and tables, each ending in one line feed.</param>
    public ResultFile(string name, string title, params IEnumerable<string> blocks)
    {
        Name = name;
        Text = $"# {title}\n\n{string.Join('\n', blocks)}";
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>Writes the file into a folder, which is made if need be.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Name);
        File.WriteAllText(path, Text);
        Console.Error.WriteLine($"Wrote {path}");
    }
}
