namespace RnnTrainer.Samples;

/// <summary>Where a file or folder that is written whole or not at all lies, and what it is called until it is whole.</summary>
internal static class OutputPath
{
    /// <summary>The full path. What is behind a link is replaced, not the link.</summary>
    public static string Of(FileSystemInfo given) =>
        (given.LinkTarget is null ? given : given.ResolveLinkTarget(returnFinalTarget: true)!).FullName;

    /// <summary>A name that nothing has, in the same folder, so that the last move is a rename: it happens at once or not at all.</summary>
    public static string Temporary(string path) => $"{path}.{Path.GetRandomFileName()}.tmp";
}
