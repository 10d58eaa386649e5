extern alias samples;
using System.IO.Compression;
using samples::RnnTrainer.Samples;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>What the report makes of models, data and outputs that are not as usual.</summary>
[TestClass]
public sealed class ReportInputTests
{
    private static readonly TemporaryFolder Folder = new();

    private static string Model => Folder.PathOf("model.zip");

    [ClassInitialize]
    public static void Train(TestContext _) => Run("train", "--steps", "20", "--hidden-size", "5", "--model", Model).Succeeded();

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void UnwritableOutputIsRefusedAndWhatIsThereStays()
    {
        using TemporaryFolder folder = new();
        AssertRefused(3, "it is a folder", Run("report", Model, "--output", folder.FullPath));
        AssertRefused(3, "does not exist", Run("report", Model, "--output", folder.PathOf("none", "report.html")));
        string homepage = folder.Write("index.html", "<!DOCTYPE html><title>Home</title>");
        AssertRefused(3, "it was not overwritten", Run("report", Model, "--output", homepage));
        AssertRefused(3, "does not exist", Run("report", Model, "--output", Path.Combine(homepage, "report.html")));
        Assert.AreEqual("<!DOCTYPE html><title>Home</title>", File.ReadAllText(homepage));
        CollectionAssert.AreEqual(new[] { homepage }, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void OtherDataAndSweepsAreRefused()
    {
        using TemporaryFolder folder = new();
        string output = folder.PathOf("report.html"), images = folder.PathOf("images");
        string digit = Directory.GetFiles(Repository.PathOf("data", "images", "0"))[0];
        foreach (string label in (string[])["cat", "dog"])
        {
            Directory.CreateDirectory(Path.Combine(images, label));
            for (int copy = 0; copy < 20; copy++)
                File.Copy(digit, Path.Combine(images, label, $"{copy}.png"));
        }
        AssertRefused(3, "knows the classes", Run("report", Model, "--data", images, "--output", output));
        AssertRefused(3, "There is no data folder", Run("report", Model, "--data", folder.PathOf("none"), "--output", output));
        AssertRefused(3, "There is no sweep", Run("report", Model, "--sweep", folder.PathOf("none.csv"), "--output", output));
        AssertRefused(3, "is a folder", Run("report", Model, "--sweep", folder.FullPath, "--output", output));
        ChildProcess other = Run("report", Model, "--sweep", folder.Write("other.csv", "a,b\n1,2\n"), "--output", output);
        AssertRefused(3, "columns", other);
        Assert.DoesNotContain("--csv", other.Error);
        Assert.IsFalse(File.Exists(output));
    }

    /// <summary>Nobody asked for the sweep beside the model.</summary>
    [TestMethod]
    public void OtherSweepBesideTheModelIsLeftOut()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip"), output = folder.PathOf("report.html");
        File.Copy(Model, model);
        string sweep = folder.Write("sweep.csv", "a,b\n1,2\n");
        ChildProcess made = Run("report", model, "--output", output).Succeeded();
        Assert.Contains($"'{sweep}' does not have the columns of a sweep", OneLine(made.Error));
        Assert.Contains("without it", made.Error);
        Assert.IsNull(new ReportFile(output).Section("sweep"));
    }

    [TestMethod]
    [DataRow("null", "1", 0, DisplayName = "no settings")]
    [DataRow("""{"epochs":null}""", "1", 0, DisplayName = "a setting without a value")]
    [DataRow("{}", "1e308", 0, DisplayName = "a time beyond all times")]
    [DataRow("{}", "-1", 0, DisplayName = "a time below zero")]
    [DataRow("{}", "1", 500_000_000, DisplayName = "half a gigabyte of blanks")]
    public void ARecordThatNoRunHasMadeIsRefusedAsImagesWouldBePreparedAnyhow(string settings, string seconds, int blanks)
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip"), output = folder.PathOf("report.html");
        File.Copy(Model, model);
        using (ZipArchive zip = ZipFile.Open(model, ZipArchiveMode.Update))
        {
            zip.GetEntry("rnn-samples/run.json")!.Delete();
            using StreamWriter entry = new(zip.CreateEntry("rnn-samples/run.json").Open());
            string blank = new(' ', 1_000_000);
            for (int written = 0; written < blanks; written += blank.Length)
                entry.Write(blank);
            entry.Write($$"""{"data":"x","trainingRows":1,"preset":"gru","settings":{{settings}},"trainingSeconds":{{seconds}},""" + "\n");
            entry.Write(""" "trained":"2026-01-02T03:04:05Z"}""");
        }
        const string message = "is damaged, so the form of its input is unknown.";
        AssertRefused(3, message, Run("report", model, "--output", output));
        AssertRefused(3, message, Run("predict", model, Repository.PathOf("data", "images")));
        Assert.IsFalse(File.Exists(output));
    }

    [TestMethod]
    public void ImagesOfAnotherSizeAreRefused()
    {
        using TemporaryFolder folder = new();
        foreach (string set in (string[])["train", "t10k"])
        {
            folder.Write($"small/{set}-images-idx3-ubyte", Idx.IdxBytes.Random(seed: 1, 20, 14, 14));
            folder.Write($"small/{set}-labels-idx1-ubyte", Idx.IdxBytes.Labels(20, classes: 10));
        }
        string output = folder.PathOf("report.html"), message = "was trained on images of 28 x 28 pixels, but '";
        AssertRefused(3, message, Run("report", Model, "--data", folder.PathOf("small"), "--output", output));
        Assert.IsFalse(File.Exists(output));
    }

    [TestMethod]
    public void ShortRunHasNoCurveAndAModelWithoutRecordSaysSo()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip"), output = folder.PathOf("report.html");
        File.Copy(Model, model);
        using (ZipArchive zip = ZipFile.Open(model, ZipArchiveMode.Update))
            zip.GetEntry("rnn-samples/run.json")!.Delete();
        Run("report", model, "--output", output).Succeeded();

        ReportFile report = new(output);
        Assert.AreEqual("not recorded", report.Figure("Training time").Value);
        Assert.AreEqual("not recorded", report.Figure("Trained on").Value);
        Assert.Contains("Not recorded", report.Section("run")!.Value);
        Assert.Contains("the run had one epoch", report.Section("curves")!.Value);
        Assert.IsEmpty(report.Section("curves")!.Descendants().Where(element => element.Name.LocalName == "svg"));
    }

    /// <summary>One folder of images is split the same way for every seed, and by every command, or a model would be tested on what it was
    /// trained on.</summary>
    [TestMethod]
    public void FolderIsSplitAsForTraining()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip"), data = Repository.PathOf("data", "images");
        ChildProcess trained = Run("train", "--data", data, "--steps", "30", "--seed", "7", "--model", model).Succeeded();
        ChildProcess reported = Run("report", model, "--data", data, "--output", folder.PathOf("report.html")).Succeeded();
        double[] metrics = Rows(trained, line => line.StartsWith("| micro accuracy |", StringComparison.Ordinal)).Single();
        Assert.Contains($"test accuracy {metrics[0]:0.0000}, test loss {metrics[2]:0.0000}, ", reported.Output);

        // And evaluate takes the same fifth, or most images would be those that the model was trained on.
        ChildProcess evaluated = Run("evaluate", model, "--data", data + Path.DirectorySeparatorChar).Succeeded();
        Assert.Contains("the fifth that 'train' held out", evaluated.Lines[0]);
        CollectionAssert.AreEqual(metrics, Rows(evaluated,
            line => line.StartsWith("| micro accuracy |", StringComparison.Ordinal)).Single());
        ChildProcess json = Run("evaluate", model, "--data", data, "--json").Succeeded();
        Assert.Contains("the fifth that 'train' held out", OneLine(json.Error));
        Assert.ContainsSingle(json.Lines);
    }

    /// <summary>Classes and files can have any name; none of it becomes markup.</summary>
    [TestMethod]
    public void NamesAreEscaped()
    {
        using TemporaryFolder folder = new();
        const string left = "<b>&\"'</b>", right = "<script>alert(1)</script>\u0001é😀";
        string data = Directory.CreateDirectory(folder.PathOf("data & more")).FullName;
        string[] digits = [.. Directory.GetFiles(Repository.PathOf("data", "images"), "*.png", SearchOption.AllDirectories)];
        File.WriteAllLines(Path.Combine(data, "labels.tsv"),
            ["path\tlabel", .. digits.Select((path, i) => $"{path}\t{(i % 2 == 0 ? left : right)}")]);
        string model = folder.PathOf(OperatingSystem.IsWindows() ? "a&b.zip" : "<b>.zip"), output = folder.PathOf("report.html");
        Run("train", "--data", data, "--steps", "1", "--hidden-size", "3", "--batch-size", "4", "--model", model).Succeeded();
        Run("report", model, "--data", data, "--output", output).Succeeded();
        Assert.IsGreaterThan(0, RunRecord.In(model)!.TrainingSeconds, "a step takes less time than its test, which does not count");

        ReportFile report = new(output);
        Assert.AreEqual(Path.GetFileName(model), report.All("h1").Single().Value);
        Assert.AreEqual(data, report.Figure("Tested on").Value);
        CollectionAssert.AreEquivalent(new[] { left, right.Replace('\u0001', '\uFFFD') },
            report.Rows("classes").Select(row => row[0]).ToArray());
        Assert.IsEmpty(report.All("script"));
        Assert.IsEmpty(report.All("b").Where(element => element.Value == "&\"'"));
    }
}
