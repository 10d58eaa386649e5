using System.Reflection;
using System.Runtime.InteropServices;

namespace RnnTrainer.Exchange.Torch;

/// <summary>What is known about a native library that did not load.</summary>
internal sealed record NativeBackendFacts
{
    /// <summary>The runtime's own name for the platform, such as "linux-x64" or "linux-musl-arm64".</summary>
    public required string RuntimeIdentifier { get; init; }

    /// <summary>The operating system: Windows, Linux, OSX, or null for any other.</summary>
    public required OSPlatform? System { get; init; }

    /// <summary>The architecture of this process.</summary>
    public required Architecture Architecture { get; init; }

    /// <summary>The folders searched for native libraries.</summary>
    public required IReadOnlyList<string> Folders { get; init; }

    /// <summary>TorchSharp's own native library, or null if no folder has it.</summary>
    public required string? TorchSharpLibrary { get; init; }

    /// <summary>The library of libtorch that a backend package brings, or null if no folder has it.</summary>
    public required string? TorchLibrary { get; init; }

    /// <summary>The version of the TorchSharp package.</summary>
    public required string TorchSharpVersion { get; init; }

    /// <summary>What the loader said.</summary>
    public required string Error { get; init; }

    /// <summary>Collects the facts about this process.</summary>
    public static NativeBackendFacts Gather(Assembly torchSharp, Exception error)
    {
        OSPlatform? system = new[] { OSPlatform.Windows, OSPlatform.Linux, OSPlatform.OSX }
            .Where(RuntimeInformation.IsOSPlatform).Select(s => (OSPlatform?)s).FirstOrDefault();
        string[] folders = [.. SearchFolders(torchSharp)];
        return new NativeBackendFacts
        {
            RuntimeIdentifier = RuntimeInformation.RuntimeIdentifier,
            System = system,
            Architecture = RuntimeInformation.ProcessArchitecture,
            Folders = folders,
            TorchSharpLibrary = Find(folders, FileName("LibTorchSharp", system)),
            TorchLibrary = Find(folders, FileName("torch_cpu", system)),
            TorchSharpVersion = torchSharp.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0]
                ?? $"{torchSharp.GetName().Version}",
            Error = error.GetBaseException().Message,
        };
    }

    /// <summary>The file name of a native library.</summary>
    public static string FileName(string library, OSPlatform? system) =>
        system == OSPlatform.Windows ? $"{library}.dll" : system == OSPlatform.OSX ? $"lib{library}.dylib" : $"lib{library}.so";

    private static IEnumerable<string> SearchFolders(Assembly torchSharp)
    {
        string? fromHost = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string;
        string?[] folders =
        [
            .. fromHost?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
            AppContext.BaseDirectory,
            Path.GetDirectoryName(torchSharp.Location),
        ];
        string shared = RuntimeEnvironment.GetRuntimeDirectory();
        return folders.Where(f => !string.IsNullOrEmpty(f)).Select(f => Path.TrimEndingDirectorySeparator(f!))
            .Where(f => f != Path.TrimEndingDirectorySeparator(shared)).Distinct();
    }

    private static string? Find(IEnumerable<string> folders, string file) =>
        folders.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);
}
