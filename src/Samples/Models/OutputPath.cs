namespace RnnTrainer.Samples;

/// <summary>Where a file or folder that is written whole or not at all lies.</summary>
internal static class OutputPath
{
    /// <summary>The full path. What is behind a link is replaced, not the link.</summary>
    public static string Of(FileSystemInfo given) =>
        (given.LinkTarget is null ? given : given.ResolveLinkTarget(returnFinalTarget: true)!).FullName;

    /// <summary>The same of a folder, so that two paths of one folder are equal.</summary>
    public static string OfFolder(DirectoryInfo given) => Path.TrimEndingDirectorySeparator(Of(given));

    /// <summary>The error with the path that the user knows in place of the temporary one.</summary>
    /// <param name="path">The path that is written to.</param>
    /// <param name="temporary">Where it lies until it is whole.</param>
    /// <param name="reason">What went wrong with it.</param>
    /// <param name="beginning">How the message begins.</param>
    public static IOException InNameOf(string path, string temporary, Exception reason, string beginning = "") =>
        new(beginning + (reason is ArgumentOutOfRangeException
            ? $"'{path}' would exceed the size limit of the file system or the user."
            : reason.Message.Replace(temporary, path, StringComparison.Ordinal)), reason);

    /// <summary>
    /// What went wrong with a file; null where it is something else. For a file that becomes too large .NET has no exception of input
    /// and output, and what several threads write at once gives several.
    /// </summary>
    public static Exception? FaultOf(Exception exception) => exception switch
    {
        IOException or ArgumentOutOfRangeException => exception,
        AggregateException several => several.InnerExceptions.Select(FaultOf).FirstOrDefault(),
        _ => null,
    };
}
