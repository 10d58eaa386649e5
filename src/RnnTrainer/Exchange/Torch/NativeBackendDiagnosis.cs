using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace RnnTrainer.Exchange.Torch;

/// <summary>From the facts about a native library that did not load to its cause and cure, in words.</summary>
internal static partial class NativeBackendDiagnosis
{
    /// <summary>The one version whose absence the package's build step makes up for.</summary>
    public const string VersionMadeOptional = "GLIBCXX_3.4.32";

    /// <summary>The message for the user.</summary>
    public static string Explain(NativeBackendFacts facts)
    {
        if (!IsSupported(facts))
            return UnsupportedPlatform(facts);
        if (MissingVersion(facts.Error) is { } version)
            return SystemTooOld(facts, version);
        if (facts.TorchLibrary is null || facts.TorchSharpLibrary is null)
            return NoBackend(facts);
        return $"TorchSharp's native library {facts.TorchSharpLibrary} does not load. "
            + $"Another version of libtorch, or a library that libtorch itself needs and this system lacks, are the usual causes. "
            + $"The loader said: {facts.Error}";
    }

    /// <summary>The symbol version that the loader missed in a system library, such as "GLIBCXX_3.4.32", or null.</summary>
    public static string? MissingVersion(string loaderError) =>
        SymbolVersion().Match(loaderError) is { Success: true } match ? match.Value : null;

    // glibc says: version `GLIBCXX_3.4.32' not found. The words may be translated, the version is not.
    [GeneratedRegex(@"\b(GLIBCXX|GLIBC|CXXABI)_[0-9]+(\.[0-9]+)+")]
    private static partial Regex SymbolVersion();

    // The platforms that TorchSharp 0.107 has native files for.
    private static bool IsSupported(NativeBackendFacts facts) => (facts.System, facts.Architecture) switch
    {
        ({ } s, Architecture.X64) when s == OSPlatform.Linux => !IsMusl(facts.RuntimeIdentifier),
        ({ } s, Architecture.X64 or Architecture.Arm64) when s == OSPlatform.Windows => true,
        ({ } s, Architecture.Arm64) when s == OSPlatform.OSX => true,
        _ => false,
    };

    private static bool IsMusl(string runtimeIdentifier) =>
        runtimeIdentifier.Contains("musl", StringComparison.Ordinal) || runtimeIdentifier.StartsWith("alpine", StringComparison.Ordinal);

    private static string UnsupportedPlatform(NativeBackendFacts facts) =>
        $"TorchSharp's native library does not exist for {facts.RuntimeIdentifier} (process architecture {facts.Architecture}), "
        + "only for Windows x64 and Arm64, macOS on Apple silicon, and Linux x64 with glibc (not musl). "
        + $"Train with {nameof(RnnEngine)}.{nameof(RnnEngine.Kernels)}, which runs on every platform, or use one of those.";

    private static string SystemTooOld(NativeBackendFacts facts, string version)
    {
        string cause = $"TorchSharp's native library {facts.TorchSharpLibrary} needs {version}, "
            + "which this system's C and C++ libraries do not have. ";
        return version != VersionMadeOptional
            ? cause + "Run on a newer Linux system."
            : cause + "RnnTrainer's build step takes that need out of the output folder's copy of the file, and has not done so here: "
                + "it is switched off, the application was built on a newer system, or it references RnnTrainer as a project, with "
                + "which the step does not come along (import build/buildTransitive/RnnTrainer.targets of the repository then). "
                + "Build and publish with <RnnTrainerSupportOlderLinux>true</RnnTrainerSupportOlderLinux> in the application's "
                + "project file, "
                + "or run on Ubuntu 24.04, Debian 13 or newer.";
    }

    private static string NoBackend(NativeBackendFacts facts) =>
        "There is no native backend of TorchSharp: "
        + $"{NativeBackendFacts.FileName(facts.TorchLibrary is null ? "torch_cpu" : "LibTorchSharp", facts.System)} "
        + $"is in none of the folders {string.Join(", ", facts.Folders)}. "
        + $"Add to the project that is run a reference to the package TorchSharp-cpu {facts.TorchSharpVersion}, "
        + "or to TorchSharp-cuda-linux or "
        + $"TorchSharp-cuda-windows of the same version; or train with {nameof(RnnEngine)}.{nameof(RnnEngine.Kernels)}, which needs none.";
}
