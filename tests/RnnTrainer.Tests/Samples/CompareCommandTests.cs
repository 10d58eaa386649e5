using System.Globalization;
using System.Text.Json;
using RnnTrainer.Tests.Idx;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>Comparisons of few and small digits: what is shown, not who wins.</summary>
[TestClass]
public sealed class CompareCommandTests
{
    private static readonly string[] Trainers = ["rnn", "lstm", "gru", "sdca", "lbfgs", "fasttree", "lightgbm"];
    private static readonly TemporaryFolder Folder = new();
    private static readonly string[] Small = ["compare", "--data", Folder.FullPath, "--rows", "400", "--epochs", "5"];

    // Trees look at every pixel: with a quarter of the pixels they are grown in a quarter of the time.
    [ClassInitialize]
    public static void WriteSmallDigits(TestContext _)
    {
        foreach ((string set, int count) in new[] { ("train", 2_000), ("t10k", 1_000) })
        {
            byte[] images = IdxBytes.Gunzip(Mnist.File($"{set}-images-idx3-ubyte.gz"))[16..(16 + count * 784)];
            byte[] labels = IdxBytes.Gunzip(Mnist.File($"{set}-labels-idx1-ubyte.gz"))[8..(8 + count)];
            byte[] quarter = [.. images.Where((_, i) => i / 28 % 2 == 0 && i % 2 == 0)]; // [count, 14, 14]
            Folder.Write($"{set}-images-idx3-ubyte", [.. IdxBytes.Header(0x08, (uint)count, 14, 14), .. quarter]);
            Folder.Write($"{set}-labels-idx1-ubyte", [.. IdxBytes.Header(0x08, (uint)count), .. labels]);
        }
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void EveryTrainerHasARowAboveChanceAndTheCsvSaysTheSame()
    {
        using TemporaryFolder folder = new();
        string csv = folder.PathOf("compare.csv");
        ChildProcess child = Run([.. Small, "--csv", csv]).Succeeded();

        Assert.AreEqual("", child.Error);
        string[][] rows = [.. child.Lines.Where(line => line.StartsWith('|')).Skip(2)
            .Select(line => line.Trim('|').Split('|', StringSplitOptions.TrimEntries))];
        string[][] lines = [.. File.ReadAllLines(csv).Skip(1).Select(line => line.Split(','))];
        CollectionAssert.AreEqual(Trainers, rows.Select(row => row[0]).ToArray());
        CollectionAssert.AreEqual(Trainers, lines.Select(line => line[0]).ToArray());
        foreach ((string[] row, string[] line) in rows.Zip(lines))
        {
            // Trees come with native libraries, which not every system can load.
            if (row[1] == "failed")
            {
                Assert.Contains("its native library cannot be loaded", line[^1]);
                continue;
            }
            Assert.IsGreaterThan(0.25, Number(row[1]), row[0]); // the most frequent class is 0.126 of these test digits
            Assert.IsLessThan(Math.Log(10), Number(row[2]), row[0]); // the log-loss of a guess among ten
            Assert.AreEqual(Number(row[1]), Number(line[1]), 0.00005001);
            Assert.AreEqual(Number(row[2]), Number(line[2]), 0.00005001);
            Assert.AreEqual(Number(row[3]), Number(line[3]), 0.05001);
            CollectionAssert.AreEqual(row[4..], line[4..6]);
        }
        Assert.Contains("Each trainer learns from the same 400 of 2,000 rows", child.Output);
        Assert.Contains("The networks see each row 5 times", child.Output);
    }

    [TestMethod]
    public void JsonIsAllOfTheOutputAndTheCsvSaysTheSame()
    {
        using TemporaryFolder folder = new();
        string csv = folder.PathOf("compare.csv");
        ChildProcess child = Run([.. Small, "--only", "lbfgs,rnn", "--json", "--csv", csv]).Succeeded();

        using JsonDocument json = JsonDocument.Parse(child.Output);
        Assert.AreEqual(400, json.RootElement.GetProperty("trainingRows").GetInt32());
        JsonElement[] results = [.. json.RootElement.GetProperty("results").EnumerateArray()];
        string[][] lines = [.. File.ReadAllLines(csv).Skip(1).Select(line => line.Split(','))];
        Assert.AreEqual("lbfgs rnn", string.Join(' ', results.Select(result => result.GetProperty("trainer").GetString())));
        foreach ((JsonElement result, string[] line) in results.Zip(lines))
        {
            Assert.AreEqual(line[0], result.GetProperty("trainer").GetString());
            Assert.AreEqual(Number(line[1]), result.GetProperty("accuracy").GetDouble(), 1e-6);
            Assert.AreEqual(Number(line[2]), result.GetProperty("logLoss").GetDouble(), 1e-6);
            Assert.AreEqual(line[5], $"{result.GetProperty("modelBytes").GetInt64()}");
        }
        Assert.Contains("lbfgs", child.Error);
    }

    /// <summary>The rows come from all over the data, as folders' rows lie class by class.</summary>
    [TestMethod]
    public void ImageFoldersCanBeComparedToo()
    {
        string[] few = ["--rows", "50", "--epochs", "1", "--only", "rnn,lbfgs"];
        ChildProcess child = Run(["compare", "--data", Repository.PathOf("data", "images"), .. few]).Succeeded();
        Assert.Contains("Each trainer learns from the same 50 of", child.Output);
    }

    [TestMethod]
    [DataRow(2, "--only must list some of rnn, lstm, gru, sdca, lbfgs, fasttree, lightgbm, separated by commas, but has 'svm'.",
        "--only", "rnn,svm")]
    [DataRow(2, "--rows must be a whole number, 1 or more, but is '0'.", "--rows", "0")]
    [DataRow(3, "There is no data folder", "--data", "none/such")]
    [DataRow(3, "does not exist", "--csv", "none/such/compare.csv")]
    [DataRow(3, "it was not overwritten", "--csv", "README.md")]
    public void BadInputIsOneLine(int code, string message, params string[] arguments) =>
        AssertRefused(code, message, Run(["compare", .. arguments]));

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)] // which has no signals to send
    public void SignalShowsWhatIsFinished()
    {
        using TemporaryFolder folder = new();
        string[] endless = ["compare", "--data", Folder.FullPath, "--only", "lbfgs,rnn", "--epochs", "1000000"];
        using SignalledProcess process = Start([.. endless, "--csv", folder.PathOf("compare.csv")]);
        process.WaitForLine("lbfgs");
        process.Signal("TERM");
        ChildProcess child = process.WaitForExit();
        Assert.AreEqual(130, child.ExitCode, child.Error);
        Assert.Contains("Cancelled; 1 of 2 trainers had finished, and no file was written.", OneLine(child.Error));
        Assert.Contains("|   lbfgs |", child.Output);
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
