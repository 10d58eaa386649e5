namespace RnnTrainer.Model;

/// <summary>
/// Files that under their own name are whole, whenever the process dies: written under a temporary name beside it, flushed to the
/// disk, then renamed.
/// </summary>
internal static class WholeFile
{
    /// <summary>How temporary names end; before that they are the file's own and something random.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes a file, in place of one that may be there.</summary>
    /// <exception cref="IOException">It cannot be written; nothing has changed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        // The file behind a link is replaced, not the link.
        string full = new FileInfo(path) is { LinkTarget: not null } link ? link.ResolveLinkTarget(returnFinalTarget: true)!.FullName : Path.GetFullPath(path);
        string temporary = $"{full}.{Path.GetRandomFileName()}{TemporaryExtension}";
        try
        {
            if (Directory.Exists(full))
                throw new IOException("A folder has this name.");
            if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
                throw new IOException($"There is no folder '{folder}'.");
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch (Exception exception)
        {
            if (File.Exists(temporary))
                File.Delete(temporary);
            if (exception is IOException or UnauthorizedAccessException)
                throw new IOException($"The file '{full}' cannot be written: {exception.Message} Choose another path, or make this one writable.", exception);
            throw;
        }
    }
}
