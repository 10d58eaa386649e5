namespace RnnTrainer.Files;

/// <summary>Tells files from pipes and devices before they are opened: to open a pipe that nobody writes to waits for ever.</summary>
internal static class RegularFile
{
    /// <summary>Whether a path leads to a file of length 0. Besides empty files, these are pipes, sockets and devices.</summary>
    public static bool HoldsNothing(string path)
    {
        FileInfo file = new(path);
        // A link's own length is that of its target's path; the target of one to a pipe, as /dev/stdin may be, has no path.
        FileSystemInfo target = file.LinkTarget is null ? file : file.ResolveLinkTarget(returnFinalTarget: true)!;
        return target is FileInfo && (!target.Exists ? file.Exists : new FileInfo(target.FullName).Length == 0);
    }
}
