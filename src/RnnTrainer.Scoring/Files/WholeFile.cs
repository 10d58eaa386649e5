namespace RnnTrainer.Files;

/// <summary>
/// Files that under their own name are whole, whenever the process dies: written under a temporary name in the same folder, flushed to the
/// disk, then renamed. Anything but a regular file, such as a pipe or a device, is written directly.
/// </summary>
internal static class WholeFile
{
    /// <summary>Writes a file, in place of one that may be there, with its permissions.</summary>
    /// <exception cref="IOException">It cannot be written; nothing has changed.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        string full = Target(path), temporary = TemporaryPath.Of(full);
        try
        {
            if (Directory.Exists(full))
                throw new IOException("A folder has this name.");
            if (Path.GetDirectoryName(full) is { } folder && !Directory.Exists(folder))
                throw new IOException($"There is no folder '{folder}'.");
            using FileStream? special = OpenSpecial(full);
            if (special is null)
            {
                Replace(full, temporary, write);
                return;
            }
            write(special);
            special.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string why = exception.Message.Replace(temporary, full, StringComparison.Ordinal);
            throw new IOException($"The file '{full}' cannot be written: {why} Choose another path, or make this one writable.", exception);
        }
    }

    private static void Replace(string full, string temporary, Action<Stream> write)
    {
        TemporaryPath.RemoveStale(full);
        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(full) ? File.GetUnixFileMode(full) : null;
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
            if (mode is { } before && !OperatingSystem.IsWindows())
                options.UnixCreateMode = before;
            using (FileStream stream = new(temporary, options))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            if (mode is { } kept && !OperatingSystem.IsWindows())
                File.SetUnixFileMode(temporary, kept); // what the process's mask took away
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    // The file behind a link is replaced, not the link. One to a pipe, as /dev/stdout may be, has a target without a path.
    private static string Target(string path)
    {
        string full = Path.GetFullPath(path);
        if (new FileInfo(full).LinkTarget is null)
            return full;
        string target = File.ResolveLinkTarget(full, returnFinalTarget: true)!.FullName;
        return target.StartsWith("/proc/", StringComparison.Ordinal) ? full : target;
    }

    // A pipe, socket or terminal cannot seek; devices that can are below /dev. Null: a regular file, or none.
    private static FileStream? OpenSpecial(string full)
    {
        if (OperatingSystem.IsWindows() || !File.Exists(full))
            return null;
        bool isDevice = full.StartsWith("/dev/", StringComparison.Ordinal) && !full.StartsWith("/dev/shm/", StringComparison.Ordinal);
        FileStream stream;
        try
        {
            stream = new(full, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception exception) when (!isDevice && exception is (IOException or UnauthorizedAccessException))
        {
            return null; // a file that is read-only, or open elsewhere, may still be replaced
        }
        if (isDevice || !stream.CanSeek)
            return stream;
        stream.Dispose();
        return null;
    }
}
