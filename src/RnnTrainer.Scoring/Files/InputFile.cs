namespace RnnTrainer.Files;

/// <summary>Files that users name, to be read.</summary>
internal static class InputFile
{
    /// <param name="path">Where there should be a file.</param>
    /// <param name="what">What it is, for the message.</param>
    /// <param name="pattern">What names of such files look like.</param>
    /// <exception cref="FileNotFoundException">There is none, or a folder.</exception>
    public static void CheckExists(string path, string what, string pattern)
    {
        if (File.Exists(path))
            return;
        if (!Directory.Exists(path))
        {
            throw new FileNotFoundException(
                $"The {what} '{path}' was not found. Check the path (it was looked up as '{Path.GetFullPath(path)}').", path);
        }
        string[] names = [.. Directory.EnumerateFiles(path, pattern).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        throw new FileNotFoundException($"The {what} '{path}' is a folder. " + (names.Length == 0
            ? $"It contains no {pattern}; pass a file." : $"Pass a file in it: {ErrorText.List(names, name => $"'{name}'")}."), path);
    }
}
