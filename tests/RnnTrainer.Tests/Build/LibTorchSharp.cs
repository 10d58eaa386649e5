using System.Reflection;

namespace RnnTrainer.Tests.Build;

/// <summary>TorchSharp's native library for Linux, and what this system makes of it.</summary>
internal static class LibTorchSharp
{
    /// <summary>The symbol version that systems older than GCC 13 lack.</summary>
    public const string Version = "GLIBCXX_3.4.32";

    /// <summary>The folder of the TorchSharp package.</summary>
    public static string Package { get; } = typeof(LibTorchSharp).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(a => a.Key == "TorchSharpPackage").Value!;

    /// <summary>The file as the package brings it.</summary>
    public static string Original { get; } = Path.Combine(Package, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");

    /// <summary>Whether this is a system on which the build step acts by itself.</summary>
    public static bool SystemLacksVersion { get; } = OperatingSystem.IsLinux() && Libstdcxx() is { } path
        && File.ReadAllBytes(path).AsSpan().IndexOf("GLIBCXX_3.4.32"u8) < 0;

    /// <summary>The places at which the two files differ; they have the same length.</summary>
    public static int[] Differences(byte[] one, byte[] other)
    {
        Assert.HasCount(one.Length, other);
        return [.. Enumerable.Range(0, one.Length).Where(i => one[i] != other[i])];
    }

    /// <summary>Asserts that the file is the original but for one bit, the weak flag of a version need.</summary>
    public static void AssertMarked(string path)
    {
        byte[] original = File.ReadAllBytes(Original), marked = File.ReadAllBytes(path);
        int place = Differences(original, marked).Single();
        Assert.AreEqual(original[place] | 2, marked[place]);
    }

    private static string? Libstdcxx() => File.ReadLines("/proc/self/maps")
        .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(fields => fields.Length == 6)
        .Select(fields => fields[5]).FirstOrDefault(path => Path.GetFileName(path).StartsWith("libstdc++.so", StringComparison.Ordinal));
}
