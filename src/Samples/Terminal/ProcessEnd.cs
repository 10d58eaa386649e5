using System.Runtime.InteropServices;

namespace RnnTrainer.Samples;

/// <summary>
/// Ends the process while work goes on that was left alone. What native libraries do at an ordinary exit aborts the process where
/// another thread is loading one: libtorch takes a second for that.
/// </summary>
internal static class ProcessEnd
{
    /// <summary>Files under way are written to their end; nothing else is waited for.</summary>
    public static void Now(int code)
    {
        UninterruptedWork.Finish();
        if (OperatingSystem.IsWindows())
            Environment.Exit(code);
        else
            EndUnix(code);
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern void EndUnix(int code);
}
