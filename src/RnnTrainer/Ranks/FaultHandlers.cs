using System.Runtime.InteropServices;

namespace RnnTrainer.Ranks;

/// <summary>
/// The handlers of signals that say that code failed, SIGSEGV and the like. .NET makes a <see cref="NullReferenceException"/> of one;
/// the libraries that MPI loads (UCX) would print a backtrace and end the process.
/// </summary>
internal static unsafe class FaultHandlers
{
    private const int MostBytes = 256; // of a struct sigaction: 152 with glibc, fewer elsewhere

    // SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV.
    private static readonly int[] Signals = OperatingSystem.IsMacOS() ? [4, 5, 6, 10, 8, 11] : [4, 5, 6, 7, 8, 11];

    /// <summary>Does something, and has the handlers as they were before.</summary>
    public static TResult Keep<TResult>(Func<TResult> action)
    {
        if (OperatingSystem.IsWindows())
            return action();
        byte[] handlers = new byte[Signals.Length * MostBytes];
        fixed (byte* kept = handlers)
        {
            for (int i = 0; i < Signals.Length; i++)
                _ = Change(Signals[i], null, kept + i * MostBytes);
            try
            {
                return action();
            }
            finally
            {
                for (int i = 0; i < Signals.Length; i++)
                    _ = Change(Signals[i], kept + i * MostBytes, null);
            }
        }
    }

    [DllImport("libc", EntryPoint = "sigaction")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Change(int signal, byte* handler, byte* before);
}
