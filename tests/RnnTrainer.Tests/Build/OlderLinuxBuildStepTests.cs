namespace RnnTrainer.Tests.Build;

/// <summary>The build step that comes with the package, on an imitated build.</summary>
[TestClass]
public sealed class OlderLinuxBuildStepTests
{
    private const string On = "RnnTrainerSupportOlderLinux=true", Off = "RnnTrainerSupportOlderLinux=false";

    private static readonly byte[] library = new MinimalElf().ToBytes();

    [TestMethod]
    [DataRow("runtimes/linux-x64/native/", DisplayName = "portable output")]
    [DataRow("", DisplayName = "output for one runtime")]
    public void TheOutputIsMarkedOnceWithOneLineSayingSo(string destination)
    {
        using var build = new ImitatedBuild(library, destination);

        string[] first = build.Run(On);
        DateTime marked = File.GetLastWriteTimeUtc(build.Built);
        string[] second = build.Run(On);

        Assert.HasCount(1, first);
        StringAssert.Contains(first[0], "libLibTorchSharp.so");
        StringAssert.Contains(first[0], Off);
        Assert.IsEmpty(second);
        Assert.HasCount(1, LibTorchSharp.Differences(library, File.ReadAllBytes(build.Built)));
        Assert.AreEqual(marked, File.GetLastWriteTimeUtc(build.Built));
    }

    [TestMethod]
    public void TheFileOfThePackageIsMarkedAtOneBit()
    {
        using var build = new ImitatedBuild(File.ReadAllBytes(LibTorchSharp.Original));

        build.Run(On);

        LibTorchSharp.AssertMarked(build.Built);
    }

    [TestMethod]
    public void SwitchedOffTheOutputIsThePackagesFile()
    {
        using var build = new ImitatedBuild(library);

        Assert.IsEmpty(build.Run(Off));

        CollectionAssert.AreEqual(library, File.ReadAllBytes(build.Built));
    }

    [TestMethod]
    public void SwitchingOnAndOffTakesEffectInTheNextBuild()
    {
        using var build = new ImitatedBuild(library);
        foreach (bool on in new[] { false, true, false })
        {
            build.Run(on ? On : Off);
            Assert.HasCount(on ? 1 : 0, LibTorchSharp.Differences(library, File.ReadAllBytes(build.Built)), $"on: {on}");
        }
    }

    [TestMethod]
    public void AHardLinkToThePackageCacheIsReplacedAndItsOtherEndUntouched()
    {
        using var build = new ImitatedBuild(library);
        build.Run(Off, "HardLinks=true");

        build.Run(On);

        CollectionAssert.AreEqual(library, File.ReadAllBytes(build.Cached));
        Assert.HasCount(1, LibTorchSharp.Differences(library, File.ReadAllBytes(build.Built)));
    }

    [TestMethod]
    public void AnotherPackageVersionIsMarkedAnewAlthoughItsTimeStampIsOlder()
    {
        using var build = new ImitatedBuild(library);
        build.Run(On);
        byte[] other = new MinimalElf { Relocations = [0] }.ToBytes();
        File.WriteAllBytes(build.Cached, other);
        File.SetLastWriteTimeUtc(build.Cached, new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        build.Run(On);

        Assert.HasCount(1, LibTorchSharp.Differences(other, File.ReadAllBytes(build.Built)));
    }

    [TestMethod]
    public void AnUnreadableFileIsCopiedAsItIsWithAWarning()
    {
        byte[] truncated = library[..^1];
        using var build = new ImitatedBuild(truncated);

        string line = build.Run(On, "MSBuildTreatWarningsAsErrors=true").Single();

        StringAssert.Contains(line, "warning RNNTRAINER001");
        CollectionAssert.AreEqual(truncated, File.ReadAllBytes(build.Built));
    }

    [TestMethod]
    public void TheSystemsLibraryDecidesUnlessToldOtherwise()
    {
        if (!OperatingSystem.IsLinux() || System.Runtime.InteropServices.RuntimeInformation.OSArchitecture
            != System.Runtime.InteropServices.Architecture.X64)
            Assert.Inconclusive("The step acts by itself on 64-bit x86 Linux only.");
        using var build = new ImitatedBuild(library);
        string older = build.Write("older", "GLIBCXX_3.4.30"), newer = build.Write("newer", "GLIBCXX_3.4.30 GLIBCXX_3.4.32");

        Assert.IsEmpty(build.Run($"RnnTrainerLibstdcxxPath={newer}"));
        CollectionAssert.AreEqual(library, File.ReadAllBytes(build.Built));
        StringAssert.Contains(build.Run($"RnnTrainerLibstdcxxPath={older}").Single(), older);
        Assert.HasCount(1, LibTorchSharp.Differences(library, File.ReadAllBytes(build.Built)));
    }

    [TestMethod]
    public void WithoutLibtorchItActsOnlyWhenToldTo()
    {
        using var build = new ImitatedBuild(library, backend: false);
        string older = build.Write("older", "GLIBCXX_3.4.30");

        Assert.IsEmpty(build.Run($"RnnTrainerLibstdcxxPath={older}"));
        CollectionAssert.AreEqual(library, File.ReadAllBytes(build.Built));
        Assert.HasCount(1, build.Run(On));
    }

    [TestMethod]
    public void OnlyTheFolderThatTorchSharpMadeIsRemoved()
    {
        using var build = new ImitatedBuild(library);
        string stale = build.Write("bin/cpu/libLibTorchSharp.so", "stale");
        Assert.HasCount(2, build.Run(On));
        Assert.IsFalse(Directory.Exists(Path.GetDirectoryName(stale)));

        string own = build.Write("bin/cpu/own.txt", "the user's");
        Assert.IsEmpty(build.Run(On));
        Assert.IsTrue(File.Exists(own));
    }
}
