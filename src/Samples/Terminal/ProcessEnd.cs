using System.Runtime.InteropServices;

namespace RnnTrainer.Samples;

/// <summary>
/// Ends the process without what native libraries do at an ordinary exit: libtorch takes 0.1 s to unregister its operators, and crashes
/// where another thread, left alone by a command that was cancelled, is still inside it.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Whether the exit handlers are to run all the same: other processes wait for this one to leave them.</summary>
    public static bool IsOrderly { get; set; }

    /// <summary>Files under way are written to their end; nothing else is waited for.</summary>
    public static void Now(int code)
    {
        UninterruptedWork.Finish();
        if (IsOrderly || OperatingSystem.IsWindows())
            Environment.Exit(code);
        else
            EndUnix(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void EndUnix(int code);
}
