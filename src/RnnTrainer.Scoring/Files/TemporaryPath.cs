using System.Text;

namespace RnnTrainer.Files;

/// <summary>Where a file or folder lies until it is whole, and what is left there by a process that was killed.</summary>
internal static class TemporaryPath
{
    /// <summary>How the names end; before that they are the file's own, unless it is very long, and something random.</summary>
    public const string Extension = ".rnn.tmp";

    private const int MaxNameBytes = 200; // of the 255 that file systems allow
    private const int RandomLength = 8;

    // A file under way is held open; for the moments between its steps it is not, such as from its end to its new name.
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>A name that nothing has, in the same folder: the last move is a rename, which happens at once or not at all.</summary>
    public static string Of(string path) => $"{Prefix(path)}{Path.GetRandomFileName()[..RandomLength]}{Extension}";

    /// <summary>Deletes what killed processes have left of earlier attempts to write the same file or folder.</summary>
    public static void RemoveStale(string path)
    {
        string prefix = Prefix(path);
        try
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(Path.GetDirectoryName(path)!).EnumerateFileSystemInfos("*" + Extension))
            {
                bool isOfPath = entry.FullName.Length == prefix.Length + RandomLength + Extension.Length
                    && entry.FullName.StartsWith(prefix, StringComparison.Ordinal);
                if (isOfPath && DateTime.UtcNow - LastWrite(entry) > LongestPause)
                    Delete(entry);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It is in use after all, or somebody else's: nothing depends on it.
        }
    }

    private static string Prefix(string path)
    {
        string name = Path.GetFileName(path);
        return Path.Combine(Path.GetDirectoryName(path)!, $"{(Encoding.UTF8.GetByteCount(name) <= MaxNameBytes ? name : "")}.");
    }

    // A folder is as old as the newest file in it.
    private static DateTime LastWrite(FileSystemInfo entry) => entry is not DirectoryInfo folder ? entry.LastWriteTimeUtc
        : folder.EnumerateFileSystemInfos("*", SearchOption.AllDirectories).Append(folder).Max(one => one.LastWriteTimeUtc);

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo folder)
        {
            folder.Delete(recursive: true);
            return;
        }
        // On Unix a file that is held open could be deleted, but not opened for oneself alone.
        using (new FileStream(entry.FullName, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
        }
        entry.Delete();
    }
}
