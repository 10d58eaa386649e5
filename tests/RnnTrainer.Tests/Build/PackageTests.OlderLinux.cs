using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace RnnTrainer.Tests.Build;

// What the package's build step does for an application on an older Linux.
public sealed partial class PackageTests
{
    private static readonly string TorchApplication = $"""
            <PackageReference Include="RnnTrainer" Version="{PackageFeed.Version}" />
            <PackageReference Include="TorchSharp-cpu" Version="{Path.GetFileName(LibTorchSharp.Package)}"
                              Condition="'$(Backend)' != 'false'" />
        """;

    private const string Off = "-p:RnnTrainerSupportOlderLinux=false", Always = "-p:RnnTrainerSupportOlderLinux=true";

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
        Assert.IsEmpty(Directory.GetDirectories(Packages.PathOf("app", "bin"), "cpu", SearchOption.AllDirectories));
    }

    [TestMethod]
    [DataRow("runtimes/linux-x64/native", DisplayName = "portable")]
    [DataRow("", "-r", "linux-x64", "--self-contained", "false", DisplayName = "for one runtime")]
    public void WhatIsPublishedIsMarkedAndThePackageCacheUntouched(string place, params string[] arguments)
    {
        RequireLinux();
        byte[] before = SHA256.HashData(File.ReadAllBytes(LibTorchSharp.Original));

        ChildProcess.DotNet(Packages.PathOf("app"), ["publish", "-o", "published", "-p:Backend=false", Always, .. arguments]).Succeeded();

        LibTorchSharp.AssertMarked(Packages.PathOf("app", "published", place, "libLibTorchSharp.so"));
        CollectionAssert.AreEqual(before, SHA256.HashData(File.ReadAllBytes(LibTorchSharp.Original)));
        Directory.Delete(Packages.PathOf("app", "published"), recursive: true);
    }

    // What the build step printed.
    private static string[] Build(params string[] arguments) =>
        [.. ChildProcess.DotNet(Packages.PathOf("app"), ["build", .. arguments]).Succeeded().Output.Split('\n')
            .Where(line => line.Contains("RnnTrainer:", StringComparison.Ordinal))];

    private static ChildProcess Run() => ChildProcess.DotNet(Packages.PathOf("app"), Path.Combine("bin", "Debug", "net10.0", "app.dll"));

    private static void RequireLinux()
    {
        if (!OperatingSystem.IsLinux() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
            Assert.Inconclusive("Links to half a gigabyte of native files, and is about 64-bit x86 Linux.");
    }

    private static void WriteApplication() => Packages.WriteProgram("app", TorchApplication, """
        using Microsoft.ML;
        using Microsoft.ML.Data;
        using RnnTrainer;

        var mlContext = new MLContext(seed: 1);
        var rows = Enumerable.Range(0, 8).Select(i => new Row { Label = (uint)i % 2, Features = [i, -i, 1, i % 2] });
        var options = new RnnOptions { Engine = RnnEngine.Torch, HiddenSize = 3, Epochs = 1 };
        var trainer = mlContext.MulticlassClassification.Trainers.Rnn(options);
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
