using RnnTrainer.Tests.Idx;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console turning IDX files into image files and back.</summary>
[TestClass]
public sealed class ImagesCommandTests
{
    /// <summary>Through PNG files and the preparation of digits.</summary>
    [TestMethod]
    public void AllTestDigitsComeBackBitForBitAndInOrder()
    {
        using TemporaryFolder folder = new();
        string images = folder.PathOf("images"), labels = folder.PathOf("labels.gz");
        Run("images", "write", "--test", folder.PathOf("digits")).Succeeded();
        Assert.HasCount(10_001, File.ReadAllLines(folder.PathOf("digits", "labels.tsv")));
        Run("images", "read", folder.PathOf("digits"), "--images", images, "--labels", labels).Succeeded();

        Assert.IsTrue(IdxBytes.Gunzip(Mnist.TestImages).AsSpan().SequenceEqual(File.ReadAllBytes(images)));
        Assert.IsTrue(IdxBytes.Gunzip(Mnist.TestLabels).AsSpan().SequenceEqual(IdxBytes.Gunzip(labels)));
        CollectionAssert.AreEquivalent(new[] { "digits", "images", "labels.gz" }, Names(folder.FullPath));
    }

    /// <summary>The repository's own images are what the command writes.</summary>
    [TestMethod]
    public void CountTakesTheFirstAndFilesAreAsInTheRepository()
    {
        using TemporaryFolder folder = new();
        string target = folder.PathOf("digits");
        ChildProcess child = Run("images", "write", "--images", Mnist.TestImages, "--labels", Mnist.TestLabels, "--count", "50", target)
            .Succeeded();
        Assert.AreEqual($"50 images written to '{target}'.", Assert.ContainsSingle(child.Lines));
        string[] lines = File.ReadAllLines(folder.PathOf("digits", "labels.tsv"));
        Assert.AreEqual("path\tlabel", lines[0]);
        byte[] labels = IdxBytes.Gunzip(Mnist.TestLabels)[8..58];
        CollectionAssert.AreEqual(labels.Select((label, index) => $"{label}/{index:D5}.png\t{label}").ToArray(), lines[1..]);
        foreach (string path in lines[1..11].Select(line => line.Split('\t')[0]))
        {
            byte[] ours = File.ReadAllBytes(Repository.PathOf("data", "images", path));
            CollectionAssert.AreEqual(ours, File.ReadAllBytes(Path.Combine(target, path)), path);
        }
    }

    /// <summary>The same network, to the last bit, comes from IDX files and from images.</summary>
    [TestMethod]
    public void TrainingOnImagesIsTrainingOnIdxFiles()
    {
        using TemporaryFolder folder = new();
        foreach ((string set, int count) in new[] { ("train", 500), ("t10k", 200) })
        {
            byte[] images = IdxBytes.Gunzip(Mnist.File($"{set}-images-idx3-ubyte.gz"));
            byte[] labels = IdxBytes.Gunzip(Mnist.File($"{set}-labels-idx1-ubyte.gz"));
            byte[] header = IdxBytes.Header(8, (uint)count, 28, 28);
            folder.Write($"idx/{set}-images-idx3-ubyte", [.. header, .. images[16..(16 + count * 784)]]);
            folder.Write($"idx/{set}-labels-idx1-ubyte", [.. IdxBytes.Header(8, (uint)count), .. labels[8..(8 + count)]]);
        }
        Run("images", "write", "--data", folder.PathOf("idx"), folder.PathOf("png")).Succeeded();
        CollectionAssert.AreEquivalent(new[] { "train", "test" }, Names(folder.PathOf("png")));
        ChildProcess both = Run("images", "read", folder.PathOf("png"), "--images", folder.PathOf("i"), "--labels", folder.PathOf("l"));
        AssertRefused(3, $"holds train and test, each a folder of images: name one, such as '{folder.PathOf("png", "train")}'", both);

        float[][][] scores = [.. new[] { "idx", "png" }.Select(data =>
        {
            string model = folder.PathOf($"{data}.zip");
            string[] network = ["--steps", "30", "--batch-size", "64", "--hidden-size", "20"];
            Run(["train", "--data", folder.PathOf(data), .. network, "--model", model]).Succeeded();
            MLContext ml = new();
            IDataView test = ml.Data.LoadFromIdx(folder.PathOf("idx", "t10k-images-idx3-ubyte"));
            return ml.Model.Load(model, out _).Transform(test).GetColumn<float[]>("Score").ToArray();
        })];

        Assert.HasCount(200, scores[0]);
        for (int i = 0; i < 200; i++)
            CollectionAssert.AreEqual(scores[0][i], scores[1][i]);
    }

    [TestMethod]
    public void FolderThatIsNotEmptyIsKeptUnlessItIsOneOfOursAndForced()
    {
        using TemporaryFolder folder = new();
        string target = Directory.CreateDirectory(folder.PathOf("digits")).FullName;
        string[] write = ["images", "write", "--test", "--count", "3", target];
        Run(write).Succeeded(); // into an empty folder
        AssertRefused(3, "it is not empty. Choose another, or add --force", Run(write));
        Run("images", "write", "--test", "--count", "4", "--force", target).Succeeded();
        Assert.HasCount(5, File.ReadAllLines(Path.Combine(target, "labels.tsv")));

        string diary = folder.Write("diary/diary.txt", "Dear diary");
        AssertRefused(3, "It was not replaced: 'diary.txt'", Run("images", "write", "--test", "--force", folder.PathOf("diary")));
        Assert.AreEqual("Dear diary", File.ReadAllText(diary));
        CollectionAssert.AreEquivalent(new[] { "digits", "diary" }, Names(folder.FullPath));
    }

    /// <summary>A labels.tsv is no proof: users write such lists too, and put files beside what the command wrote.</summary>
    [TestMethod]
    public void ForceSparesEveryFileThatTheCommandHasNotWritten()
    {
        using TemporaryFolder folder = new();
        string target = folder.PathOf("digits");
        string[] write = ["images", "write", "--count", "3", "--force", target];
        Run(write).Succeeded();
        Run([.. write, "--test"]).Succeeded(); // train and test before, neither now
        foreach (string foreign in (string[])["diary.txt", "7/00003.png", "7/more/00000.png"])
        {
            string path = folder.Write($"digits/{foreign}", "Dear diary");
            AssertRefused(3, $"'{foreign.Replace('/', Path.DirectorySeparatorChar)}' in it was not written", Run([.. write, "--test"]));
            Assert.AreEqual("Dear diary", File.ReadAllText(path));
            File.Delete(path);
        }

        // The same names, but a list of its own.
        string labels = Path.Combine(target, "labels.tsv"), list = "path\tlabel\n7/00000.png\t8\n";
        File.WriteAllText(labels, list);
        AssertRefused(3, "It was not replaced: '1", Run([.. write, "--test"]));
        Assert.AreEqual(list, File.ReadAllText(labels));
        CollectionAssert.AreEqual(new[] { "digits" }, Names(folder.FullPath));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)] // the second ends the program at once
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public void SignalsLeaveNothingBehind(int signals)
    {
        using TemporaryFolder folder = new();
        using SignalledProcess process = Start("images", "write", folder.PathOf("digits"));
        // All 70,000 take seconds; the first are there long before.
        while (!process.HasExited && !Directory.EnumerateFiles(folder.FullPath, "*.png", SearchOption.AllDirectories).Any())
            Thread.Sleep(5);
        for (int i = 0; i < signals; i++)
            process.Signal("TERM");
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        if (signals == 1)
            Assert.Contains("Cancelled", child.Error);
        Assert.IsEmpty(Names(folder.FullPath));
    }

    [TestMethod]
    [DataRow(2, "See 'rnn-samples images write --help'.", "images", "write", "x", "--test", "--train")]
    [DataRow(2, "--images and --labels go together", "images", "write", "x", "--images", "y")]
    [DataRow(2, "Both --test and --images", "images", "write", "x", "--test", "--images", "y", "--labels", "y")]
    [DataRow(2, "'--labels' is required", "images", "read", "x", "--images", "y")]
    [DataRow(2, "both name 'y'", "images", "read", "x", "--images", "y", "--labels", "y")]
    [DataRow(3, "it is a file", "images", "write", "README.md", "--test")]
    [DataRow(3, "does not exist", "images", "write", "README.md/x", "--test")]
    [DataRow(3, "holds no IDX files", "images", "write", "x", "--data", "build")]
    [DataRow(3, "There is no data folder 'none'", "images", "read", "none", "--images", "x", "--labels", "y")]
    [DataRow(3, "has no images", "images", "read", "build", "--images", "x", "--labels", "y")]
    [DataRow(3, "it was not overwritten", "images", "read", "data/images", "--images", "README.md", "--labels", "y")]
    public void BadInputIsOneLine(int code, string message, params string[] arguments)
    {
        AssertRefused(code, message, Run(arguments));
        Assert.IsFalse(Path.Exists(Repository.PathOf("x")) || Path.Exists(Repository.PathOf("y")));
    }

    [TestMethod]
    public void ClassesThatAreNoBytesAreRefusedAndNothingIsWritten()
    {
        using TemporaryFolder folder = new();
        folder.Write("digits/seven/a.png", File.ReadAllBytes(Repository.PathOf("data", "images", "7", "00000.png")));
        string[] output = ["--images", folder.PathOf("i"), "--labels", folder.PathOf("l")];
        AssertRefused(3, "has the class 'seven'", Run(["images", "read", folder.PathOf("digits"), .. output]));
        CollectionAssert.AreEqual(new[] { "digits" }, Names(folder.FullPath));
    }

    private static string[] Names(string folder) =>
        [.. Directory.GetFileSystemEntries(folder).Select(path => Path.GetFileName(path))];
}
