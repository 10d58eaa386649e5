using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace RnnTrainer.Spilling;

/// <summary>
/// Reads past the system's cache (O_DIRECT), which on Linux are several times as fast where a file is larger than memory: the cache
/// holds nothing that is read again soon.
/// </summary>
internal static class DirectReading
{
    private const int GetFlags = 3, SetFlags = 4; // of fcntl, on Linux

    // O_DIRECT; 0 where it is not known.
    private static int Flag => !OperatingSystem.IsLinux() ? 0 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 or Architecture.X86 => 0x4000,
        Architecture.Arm64 or Architecture.Arm => 0x10000,
        _ => 0,
    };

    /// <summary>Turns such reads on for a file, or off.</summary>
    /// <returns>Whether that could be done.</returns>
    public static bool TrySet(SafeFileHandle file, bool on)
    {
        if (Flag == 0)
            return false;
        bool held = false;
        try
        {
            file.DangerousAddRef(ref held);
            int descriptor = (int)file.DangerousGetHandle(), flags = Control(descriptor, GetFlags, 0);
            return flags >= 0 && Control(descriptor, SetFlags, on ? flags | Flag : flags & ~Flag) >= 0;
        }
        finally
        {
            if (held)
                file.DangerousRelease();
        }
    }

    [DllImport("libc", EntryPoint = "fcntl")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int Control(int descriptor, int command, nint argument);
}
