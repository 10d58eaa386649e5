using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RnnTrainer.Tests.Build;

/// <summary>The package as an application uses it: packed, restored from a folder, built, published and run.</summary>
[TestClass]
public sealed class PackageTests
{
    private const string Off = "-p:RnnTrainerSupportOlderLinux=false", Always = "-p:RnnTrainerSupportOlderLinux=true";

    private static TemporaryFolder folder = null!;

    [ClassInitialize]
    public static void Pack(TestContext context)
    {
        folder = new TemporaryFolder();
        string configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        foreach (string library in new[] { "RnnTrainer.Scoring", "RnnTrainer" })
        {
            ChildProcess.DotNet(Repository.PathOf("src", library),
                "pack", "--no-build", "-c", configuration, "-o", folder.PathOf("feed"), "-p:PackageVersion=1.2.3").Succeeded();
        }
        WriteApplication();
    }

    [ClassCleanup]
    public static void Delete() => folder.Dispose();

    [TestMethod]
    public void ThePackageCarriesTheBuildStep()
    {
        using ZipArchive package = ZipFile.OpenRead(folder.PathOf("feed", "RnnTrainer.1.2.3.nupkg"));
        string[] entries = [.. package.Entries.Select(e => e.FullName)];

        CollectionAssert.IsSubsetOf((string[])["buildTransitive/RnnTrainer.targets", "buildTransitive/MarkVersionNeedWeak.cs"], entries);
    }

    [TestMethod]
    public void AnApplicationTrainsOnThisSystemAndASecondBuildSaysNothing()
    {
        RequireLinux();

        string[] first = Build(), second = Build();
        ChildProcess run = Run().Succeeded();

        Assert.AreEqual("trained 1 epoch\ntrained 1 epoch", run.Output.Trim());
        Assert.HasCount(LibTorchSharp.SystemLacksVersion ? 1 : 0, first);
        Assert.IsEmpty(second);
    }

    [TestMethod]
    public void WithTheStepSwitchedOffTheErrorNamesCauseAndCure()
    {
        RequireLinux();
        if (!LibTorchSharp.SystemLacksVersion)
            Assert.Inconclusive("TorchSharp loads on this system without the step.");

        Assert.IsEmpty(Build(Off));
        string[] lines = Run().Succeeded().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        // Nothing but what the application prints for each of its two attempts: TorchSharp, which prints its trace, was not asked.
        Assert.HasCount(2, lines);
        foreach (string line in lines)
        {
            StringAssert.StartsWith(line, "RnnTrainer.RnnNativeBackendException: ");
            StringAssert.Contains(line, LibTorchSharp.Version);
            StringAssert.Contains(line, "<RnnTrainerSupportOlderLinux>true</RnnTrainerSupportOlderLinux>");
        }
        Assert.IsEmpty(Directory.GetDirectories(folder.PathOf("app", "bin"), "cpu", SearchOption.AllDirectories));
    }

    [TestMethod]
    [DataRow("runtimes/linux-x64/native", DisplayName = "portable")]
    [DataRow("", "-r", "linux-x64", "--self-contained", "false", DisplayName = "for one runtime")]
    public void WhatIsPublishedIsMarkedAndThePackageCacheUntouched(string place, params string[] arguments)
    {
        RequireLinux();
        byte[] before = SHA256.HashData(File.ReadAllBytes(LibTorchSharp.Original));

        ChildProcess.DotNet(folder.PathOf("app"), ["publish", "-o", "published", "-p:Backend=false", Always, .. arguments]).Succeeded();

        LibTorchSharp.AssertMarked(folder.PathOf("app", "published", place, "libLibTorchSharp.so"));
        CollectionAssert.AreEqual(before, SHA256.HashData(File.ReadAllBytes(LibTorchSharp.Original)));
        Directory.Delete(folder.PathOf("app", "published"), recursive: true);
    }

    // What the build step printed.
    private static string[] Build(params string[] arguments) =>
        [.. ChildProcess.DotNet(folder.PathOf("app"), ["build", .. arguments]).Succeeded().Output.Split('\n').Where(line => line.Contains("RnnTrainer:", StringComparison.Ordinal))];

    private static ChildProcess Run() => ChildProcess.DotNet(folder.PathOf("app"), Path.Combine("bin", "Debug", "net10.0", "app.dll"));

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Inconclusive("Links to half a gigabyte of native files, and is about 64-bit x86 Linux.");
    }

    // Restores the new package from a folder and all others from where the tests' own came from, so without a network;
    // the output folder links to libtorch instead of copying it.
    private static void WriteApplication()
    {
        string packageCache = Path.GetFullPath(Path.Combine(LibTorchSharp.Package, "..", ".."));
        folder.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <RestorePackagesPath>{folder.PathOf("packages")}</RestorePackagesPath>
                <RestoreFallbackFolders>{packageCache}</RestoreFallbackFolders>
                <RestoreSources>{folder.PathOf("feed")}</RestoreSources>
                <CreateSymbolicLinksForCopyLocalIfPossible>true</CreateSymbolicLinksForCopyLocalIfPossible>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="RnnTrainer" Version="1.2.3" />
                <PackageReference Include="TorchSharp-cpu" Version="{Path.GetFileName(LibTorchSharp.Package)}" Condition="'$(Backend)' != 'false'" />
              </ItemGroup>
            </Project>
            """);
        folder.Write("app/Program.cs", """
            using Microsoft.ML;
            using Microsoft.ML.Data;
            using RnnTrainer;

            var mlContext = new MLContext(seed: 1);
            var rows = Enumerable.Range(0, 8).Select(i => new Row { Label = (uint)i % 2, Features = [i, -i, 1, i % 2] });
            var trainer = mlContext.MulticlassClassification.Trainers.Rnn(new RnnOptions { HiddenSize = 3, Epochs = 1 });
            for (int attempt = 0; attempt < 2; attempt++)
            {
                try
                {
                    var network = trainer.Fit(mlContext.Data.LoadFromEnumerable(rows));
                    Console.WriteLine($"trained {network.History.Count} epoch");
                }
                catch (InvalidOperationException e)
                {
                    Console.WriteLine($"{e.GetType()}: {e.Message}");
                }
            }

            class Row
            {
                [KeyType(2)]
                public uint Label { get; set; }

                [VectorType(2, 2)]
                public float[] Features { get; set; }
            }
            """);
    }
}
