using Microsoft.Extensions.FileSystemGlobbing;

namespace RnnTrainer.Samples;

/// <summary>
/// The image files that arguments name: a path, a folder, a pattern that the shell has left as it is, or - for paths from standard
/// input.
/// </summary>
internal static class ImagePaths
{
    /// <summary>Reads paths from standard input, one a line.</summary>
    public const string StandardInput = "-";

    private static readonly char[] Separators = [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar];

    /// <summary>The paths that an argument stands for, those of a pattern in alphabetical order.</summary>
    /// <exception cref="IOException">No file has such a name.</exception>
    public static IEnumerable<string> Of(string argument, CancellationToken cancellation)
    {
        // Not Console.In, which changes a terminal's settings while it reads: a process that is ended then would leave them so.
        if (argument == StandardInput)
            return Lines(new StreamReader(Console.OpenStandardInput(), Console.InputEncoding), cancellation);
        if (Directory.Exists(argument))
            return In(argument);
        // A file may have a star in its name.
        return argument.Contains('*', StringComparison.Ordinal) && !File.Exists(argument) ? Matches(argument) : [argument];
    }

    private static IEnumerable<string> Lines(TextReader input, CancellationToken cancellation)
    {
        while (Interruption.Await(input.ReadLine, cancellation) is string line)
        {
            if (line.Trim() is { Length: > 0 } path)
                yield return path;
        }
    }

    // In the folder and in those below it, hidden ones left out.
    private static string[] In(string folder)
    {
        EnumerationOptions visible = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden };
        string[] found = [.. Directory.EnumerateFiles(folder, "*", visible)
            .Where(path => ImageFile.IsNamedAsOne(new(path))).Order(StringComparer.Ordinal)];
        return found is [] ? throw new FileNotFoundException($"The folder '{folder}' has no image files.") : found;
    }

    // 'images/*/*.png' looks for */*.png in images.
    private static string[] Matches(string pattern)
    {
        int start = pattern.LastIndexOfAny(Separators, pattern.IndexOf('*', StringComparison.Ordinal)) + 1;
        string folder = pattern[..start], root = Path.GetFullPath(folder == "" ? "." : folder);
        string[] found = Directory.Exists(root) ? [.. new Matcher().AddInclude(pattern[start..]).GetResultsInFullPath(root)] : [];
        return found is [] ? throw new FileNotFoundException($"No file matches '{pattern}'.")
            : [.. found.Select(path => folder + Path.GetRelativePath(root, path)).Order(StringComparer.Ordinal)];
    }
}
