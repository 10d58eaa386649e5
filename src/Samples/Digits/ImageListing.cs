namespace RnnTrainer.Samples;

/// <summary>
/// The image files below a folder, with what they are: a <c>labels.tsv</c> lists them (a header line, then path and label with a tab
/// between), or else the names of their folders are their labels.
/// </summary>
/// <param name="Images">The path and the label of each.</param>
/// <param name="Skipped">Paths of files that are no images of a class: hidden ones, those of systems and programs, and others.</param>
internal sealed record ImageListing(IReadOnlyList<(string Path, string Label)> Images, IReadOnlyList<string> Skipped)
{
    /// <summary>The list, if there is one.</summary>
    public const string ListName = "labels.tsv";

    /// <summary>Where macOS keeps what a zip file cannot.</summary>
    private const string MacFolder = "__MACOSX";

    private static readonly EnumerationOptions Below = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.ReparsePoint,
    };

    private static readonly EnumerationOptions All = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>Whether the folder holds images.</summary>
    public static bool IsIn(DirectoryInfo folder) => Of(folder).Images is not [];

    /// <summary>Looks for them, in the order of their names.</summary>
    /// <exception cref="InvalidDataException">The list cannot be understood.</exception>
    public static ImageListing Of(DirectoryInfo folder)
    {
        string list = Path.Combine(folder.FullName, ListName);
        if (File.Exists(list))
            return new([.. Listed(list)], []);
        List<(string, string)> images = [];
        List<string> skipped = [];
        foreach (FileSystemInfo entry in folder.EnumerateFileSystemInfos("*", All).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            if (entry is not DirectoryInfo directory)
                skipped.Add(entry.Name);
            else if (IsHidden(directory))
                skipped.AddRange(FilesBelow(folder, directory));
            else
                AddClass(folder, directory, images, skipped);
        }
        return new(images, skipped);
    }

    private static void AddClass(DirectoryInfo folder, DirectoryInfo directory, List<(string, string)> images, List<string> skipped)
    {
        foreach (FileSystemInfo entry in directory.EnumerateFileSystemInfos("*", All).OrderBy(entry => entry.Name, StringComparer.Ordinal))
        {
            string path = Path.Combine(directory.Name, entry.Name);
            if (entry is DirectoryInfo below)
                skipped.AddRange(FilesBelow(folder, below));
            else if (!IsHidden(entry) && ImageFile.IsNamedAsOne((FileInfo)entry))
                images.Add((path, directory.Name));
            else
                skipped.Add(path);
        }
    }

    private static bool IsHidden(FileSystemInfo entry) =>
        entry.Name.StartsWith('.') || entry.Name == MacFolder || entry.Attributes.HasFlag(FileAttributes.Hidden);

    private static IEnumerable<string> FilesBelow(DirectoryInfo folder, DirectoryInfo directory) =>
        directory.EnumerateFiles("*", Below)
            .Select(file => Path.GetRelativePath(folder.FullName, file.FullName)).Order(StringComparer.Ordinal);

    private static IEnumerable<(string Path, string Label)> Listed(string list) => File.ReadLines(list)
        .Skip(1).Where(line => line.Length > 0)
        .Select((line, index) => line.Split('\t') is [string path, string label] ? (path, label)
            : throw new InvalidDataException($"Line {index + 2} of '{list}' must be a path, a tab and a label, but is '{line}'."));
}
