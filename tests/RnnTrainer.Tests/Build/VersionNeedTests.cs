namespace RnnTrainer.Tests.Build;

/// <summary>The task that marks one version need weak, run by MSBuild on many files at once.</summary>
[TestClass]
public sealed class VersionNeedTests
{
    [TestMethod]
    public void OneBitOfTheWantedVersionsNeedChanges()
    {
        var elf = new MinimalElf();
        byte[] file = elf.ToBytes();

        byte[] marked = Mark(file).Single()!;

        file[elf.FlagsOffset(LibTorchSharp.Version)] |= 2;
        CollectionAssert.AreEqual(file, marked);
    }

    [TestMethod]
    public void FilesWithNothingToMarkAreCopiedAsTheyAre()
    {
        byte[][] files =
        [
            new MinimalElf { Flags = 2 }.ToBytes(),
            new MinimalElf { Symbols = [("_Znwm", "GLIBCXX_3.4")], Relocations = [0] }.ToBytes(),
        ];

        byte[]?[] marked = Mark(files);

        for (int i = 0; i < files.Length; i++)
            CollectionAssert.AreEqual(files[i], marked[i], $"file {i}");
    }

    [TestMethod]
    public void FilesThatUseTheVersionAreRefused()
    {
        byte[][] files =
        [
            new MinimalElf { Relocations = [0, 1, 2] }.ToBytes(),
            new MinimalElf { Symbols = [(MinimalElf.UnusedSymbol, LibTorchSharp.Version), ("_ZNew", LibTorchSharp.Version)],
                Relocations = [] }.ToBytes(),
            new MinimalElf { Symbols = [("_ZNew", LibTorchSharp.Version)], Relocations = [] }.ToBytes(),
        ];

        Assert.IsTrue(Mark(files).All(marked => marked is null));
    }

    [TestMethod]
    public void EveryTruncationIsRefused()
    {
        byte[] file = new MinimalElf().ToBytes();

        byte[]?[] marked = Mark([.. Enumerable.Range(0, file.Length).Select(length => file[..length])]);

        Assert.IsTrue(marked.All(m => m is null));
    }

    [TestMethod]
    public void DamagedFilesGiveNoMoreThanOneMarkedBit()
    {
        byte[] file = new MinimalElf().ToBytes();
        var random = new Random(1);
        byte[][] damaged = [.. Enumerable.Range(0, 400).Select(_ => Damage(file, random)), .. Garbage(random)];

        byte[]?[] marked = Mark(damaged);

        for (int i = 0; i < damaged.Length; i++)
        {
            if (marked[i] is not { } result)
                continue;
            int[] places = LibTorchSharp.Differences(damaged[i], result);
            Assert.IsTrue(places.Length == 0 || places.Length == 1 && result[places[0]] == (damaged[i][places[0]] | 2), $"file {i}");
        }
        Assert.IsGreaterThan(damaged.Length / 8, marked.Count(m => m is null), "files refused");
    }

    // One field of 1, 2 or 4 bytes is overwritten, mostly in the headers and tables rather than in the names.
    private static byte[] Damage(byte[] file, Random random)
    {
        byte[] damaged = [.. file];
        int at = random.Next(file.Length - 4);
        byte[] values = [0, 1, 0x7f, 0xff, (byte)random.Next(256)];
        damaged.AsSpan(at, 1 << random.Next(3)).Fill(values[random.Next(values.Length)]);
        return damaged;
    }

    private static IEnumerable<byte[]> Garbage(Random random)
    {
        for (int length = 1; length < 5000; length *= 3)
        {
            byte[] garbage = new byte[length];
            random.NextBytes(garbage);
            yield return garbage;
        }
    }

    // The content of the copy of each file, or null where it was refused, which must have been said.
    private static byte[]?[] Mark(params byte[][] files)
    {
        using var folder = new TemporaryFolder();
        for (int i = 0; i < files.Length; i++)
            folder.Write($"in/{i}.so", files[i]);
        folder.Write("mark.proj", $"""
            <Project>
              <Import Project="{Repository.PathOf("build", "buildTransitive", "RnnTrainer.targets")}" />
              <Target Name="Mark">
                <ItemGroup><File Include="in/*.so" /></ItemGroup>
                <MarkVersionNeedWeak Source="%(File.Identity)" Destination="out/%(File.Filename).so"
                                     Version="{LibTorchSharp.Version}" UnusedSymbol="{MinimalElf.UnusedSymbol}" />
              </Target>
            </Project>
            """);

        // Even who wants warnings to be errors gets no failed build.
        string output = ChildProcess.DotNet(folder.FullPath, "msbuild", "mark.proj", "-t:Mark", "-nologo", "-v:m", "-warnaserror")
            .Succeeded().Output;

        byte[]?[] marked = [.. files.Select((_, i) => folder.PathOf("out", $"{i}.so"))
            .Select(p => File.Exists(p) ? File.ReadAllBytes(p) : null)];
        for (int i = 0; i < files.Length; i++)
        {
            Assert.AreEqual(marked[i] is null, output.Contains($"in/{i}.so : warning RNNTRAINER001: ", StringComparison.Ordinal),
                $"file {i}");
            CollectionAssert.AreEqual(files[i], File.ReadAllBytes(folder.PathOf("in", $"{i}.so")), $"source {i}");
        }
        return marked;
    }
}
