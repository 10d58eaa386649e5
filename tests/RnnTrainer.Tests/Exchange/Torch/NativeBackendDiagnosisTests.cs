using System.Runtime.InteropServices;
using RnnTrainer.Exchange.Torch;

namespace RnnTrainer.Tests.Exchange.Torch;

/// <summary>From facts to words: every cause is told from the others and comes with its own cure.</summary>
[TestClass]
public sealed class NativeBackendDiagnosisTests
{
    private const string Folder = "/app/runtimes/linux-x64/native";

    // What glibc says through DllNotFoundException.
    private const string VersionNotFound = "Unable to load shared library 'LibTorchSharp' or one of its dependencies.\n"
        + "/lib/x86_64-linux-gnu/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/libLibTorchSharp.so)\n"
        + "/app/LibTorchSharp.so: cannot open shared object file: No such file or directory\n";

    private static readonly NativeBackendFacts complete = new()
    {
        RuntimeIdentifier = "linux-x64",
        System = OSPlatform.Linux,
        Architecture = Architecture.X64,
        Folders = [Folder, "/app"],
        TorchSharpLibrary = $"{Folder}/libLibTorchSharp.so",
        TorchLibrary = $"{Folder}/libtorch_cpu.so",
        TorchSharpVersion = "0.107.0",
        Error = "libgomp.so.1: cannot open shared object file: No such file or directory",
    };

    [TestMethod]
    public void AMissingBackendAsksForAPackageOfTheSameVersion()
    {
        string message = NativeBackendDiagnosis.Explain(complete with { TorchLibrary = null });

        StringAssert.Contains(message, "TorchSharp-cpu 0.107.0");
        StringAssert.Contains(message, "libtorch_cpu.so");
        StringAssert.Contains(message, Folder);
    }

    [TestMethod]
    public void AMissingBackendIsNamedAsTheSystemNamesItsFiles()
    {
        foreach (var (system, architecture, file) in new[]
        {
            (OSPlatform.Windows, Architecture.X64, "torch_cpu.dll"), (OSPlatform.OSX, Architecture.Arm64, "libtorch_cpu.dylib"),
        })
        {
            string message = NativeBackendDiagnosis.Explain(
                complete with { System = system, Architecture = architecture, TorchLibrary = null });
            StringAssert.Contains(message, $" {file} ");
        }
    }

    [TestMethod]
    public void ASystemThatIsTooOldAsksForTheBuildStep()
    {
        string message = NativeBackendDiagnosis.Explain(complete with { Error = VersionNotFound });

        StringAssert.Contains(message, "GLIBCXX_3.4.32");
        StringAssert.Contains(message, $"{Folder}/libLibTorchSharp.so");
        StringAssert.Contains(message, "<RnnTrainerSupportOlderLinux>true</RnnTrainerSupportOlderLinux>");
    }

    [TestMethod]
    public void AVersionThatTheBuildStepDoesNotCureAsksForANewerSystem()
    {
        string message = NativeBackendDiagnosis.Explain(complete with { Error = "libc.so.6: version `GLIBC_2.34' not found" });

        StringAssert.Contains(message, "GLIBC_2.34");
        Assert.DoesNotContain("RnnTrainerSupportOlderLinux", message);
    }

    [TestMethod]
    public void UnsupportedPlatformsAreToldBeforeAnythingElse()
    {
        (string RuntimeIdentifier, OSPlatform? System, Architecture Architecture)[] unsupported =
        [
            ("linux-musl-x64", OSPlatform.Linux, Architecture.X64), ("alpine.3.20-x64", OSPlatform.Linux, Architecture.X64),
            ("linux-arm64", OSPlatform.Linux, Architecture.Arm64), ("win-x86", OSPlatform.Windows, Architecture.X86),
            ("osx-x64", OSPlatform.OSX, Architecture.X64), ("freebsd-x64", null, Architecture.X64),
        ];
        foreach (var (rid, system, architecture) in unsupported)
        {
            string message = NativeBackendDiagnosis.Explain(complete with
            {
                RuntimeIdentifier = rid,
                System = system,
                Architecture = architecture,
                TorchLibrary = null,
                Error = VersionNotFound,
            });
            StringAssert.Contains(message, $"does not exist for {rid} ");
            Assert.DoesNotContain("TorchSharp-cpu", message);
        }
    }

    [TestMethod]
    public void AnythingElseShowsWhatTheLoaderSaid()
    {
        string message = NativeBackendDiagnosis.Explain(complete);

        StringAssert.Contains(message, complete.Error);
        StringAssert.Contains(message, complete.TorchSharpLibrary);
    }
}
