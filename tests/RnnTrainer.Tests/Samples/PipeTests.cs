using System.Diagnostics;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>To open a pipe that nobody writes to waits for ever: what is given in place of a file is looked at first.</summary>
[TestClass]
[OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no such files
public sealed class PipeTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Pipe = Make("pipe"), Link = Folder.PathOf("link.png");

    [ClassInitialize]
    public static void MakeLink(TestContext _) => File.CreateSymbolicLink(Link, Pipe);

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    public static IEnumerable<object[]> Given =>
    [
        ["expected an image file", "predict", SampleModel.File, Pipe],
        ["expected an image file", "predict", SampleModel.File, Link],
        ["expected an image file", "predict", SampleModel.File, "/dev/zero"],
        ["expected a model saved by 'train'", "predict", Pipe, "x.png"],
        ["expected a model saved by 'train'", "evaluate", Pipe],
        ["expected the CSV file of a sweep", "sweep", "--show", "--csv", Pipe],
        ["it was not overwritten", "sweep", "--csv", Pipe, "--steps", "1"],
        ["it was not overwritten", "train", "--model", Pipe],
        ["it was not overwritten", "report", SampleModel.File, "--output", Pipe],
        ["The file is empty, or a pipe", "evaluate", SampleModel.File, "--images", Pipe, "--labels", Pipe],
    ];

    [TestMethod]
    [DynamicData(nameof(Given))]
    public void APipeIsRefusedAtOnce(string message, params string[] arguments) => AssertRefused(3, message, Run(arguments));

    [TestMethod]
    public void ASweepKeepsNoResultsInAPipe() => SmallSweep.AssertEnds("it is a pipe or a device",
        ["sweep", "--csv", Folder.PathOf("sweep.csv"), "--results", Pipe, "--steps", "1"]);

    [TestMethod]
    public void PipesInFoldersOfDataAreRefusedAtOnce()
    {
        string idx = Path.GetDirectoryName(Make("idx/train-images-idx3-ubyte"))!, images = Folder.PathOf("images");
        foreach (string name in (string[])["train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"])
            Make($"idx/{name}");
        foreach (string source in Directory.GetFiles(Repository.PathOf("data", "images", "1")))
            Folder.Write(Path.Combine("images", "1", Path.GetFileName(source)), File.ReadAllBytes(source));
        Make("images/2/pipe.png");

        AssertRefused(3, "The file is empty, or a pipe", Run("train", "--data", idx, "--model", Folder.PathOf("idx.zip")));
        AssertRefused(3, "The file is empty, or a pipe", Run("evaluate", SampleModel.File, "--data", idx));
        AssertRefused(3, "expected an image file", Run("evaluate", SampleModel.File, "--data", images));
        string[] read = ["images", "read", images, "--images", Folder.PathOf("i"), "--labels", Folder.PathOf("l")];
        AssertRefused(3, "expected an image file", Run(read));
    }

    private static string Make(string name)
    {
        string path = Folder.PathOf(name.Split('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using Process make = Process.Start("mkfifo", [path]);
        make.WaitForExit();
        return path;
    }
}
