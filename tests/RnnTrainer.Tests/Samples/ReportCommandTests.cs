using System.Globalization;
using System.Text.RegularExpressions;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The figures in a report are those of its model on the data.</summary>
[TestClass]
public sealed partial class ReportCommandTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly MLContext ML = new(1);
    private static ReportFile report = null!;
    private static ChildProcess trained = null!, made = null!;
    private static RnnTransformer network = null!;
    private static byte[] truth = [], said = [];
    private static float[][] scores = [];

    [ClassInitialize]
    public static void Make(TestContext _)
    {
        string model = Folder.PathOf("model.zip"), output = Folder.PathOf("report.html");
        string[] quick = ["--epochs", "2", "--hidden-size", "16", "--batch-size", "500", "--learning-rate", "0.01"];
        trained = Run(["train", .. quick, "--validation", "0.1", "--model", model]).Succeeded();
        made = Run("report", model, "--output", output).Succeeded();
        report = new(output);
        ITransformer pipeline = ML.Model.Load(model, out DataViewSchema _);
        network = ((IEnumerable<ITransformer>)pipeline).OfType<RnnTransformer>().Single();
        IDataView scored = pipeline.Transform(Mnist.LabelledTestFile(ML));
        truth = [.. scored.GetColumn<byte>("Label")];
        said = [.. scored.GetColumn<byte>("Digit")];
        scores = [.. scored.GetColumn<float[]>("Score")];
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    [TestMethod]
    public void HeadlineIsWhatTheModelScores()
    {
        int right = truth.Zip(said).Count(pair => pair.First == pair.Second);
        string accuracy = $"{right / 10_000.0:0.00%}",
            loss = $"{truth.Zip(scores).Average(pair => -Math.Log(pair.Second[pair.First])):0.0000}";
        Assert.AreEqual((accuracy, $"{right:N0} of 10,000 correct"), report.Figure("Test accuracy"));
        Assert.AreEqual(loss, report.Figure("Test loss").Value);
        Assert.AreEqual("890", report.Figure("Parameters").Value); // 16 (28 + 16 + 1) + 10 (16 + 1)
        Assert.AreEqual(("MNIST", "10,000 images"), report.Figure("Tested on"));
        Assert.AreEqual(("MNIST", "60,000 images, 0.1 of them held out"), report.Figure("Trained on"));
        Assert.EndsWith(" s", report.Figure("Training time").Value);
        Assert.AreEqual("", made.Error);
        Assert.Contains(
            $"test accuracy {right / 10_000.0:0.0000}, test loss {loss}, {10_000 - right:N0} mistakes on 10,000 images of MNIST.",
            made.Lines.Single());
    }

    [TestMethod]
    public void MatrixAndClassesCountTheSamePredictions()
    {
        int[][] counts = report.Confusion();
        string[][] classes = report.Rows("classes");
        Assert.HasCount(10, counts);
        for (int digit = 0; digit < 10; digit++)
        {
            for (int other = 0; other < 10; other++)
                Assert.AreEqual(truth.Zip(said).Count(pair => pair == (digit, other)), counts[digit][other], $"{digit} as {other}");
            double all = counts[digit].Sum(), predicted = counts.Sum(row => row[digit]);
            string precision = $"{counts[digit][digit] / predicted:0.0000}", recall = $"{counts[digit][digit] / all:0.0000}";
            CollectionAssert.AreEqual(new[] { $"{digit}", $"{all:N0}", precision, recall }, classes[digit][..4]);
        }
    }

    [TestMethod]
    public void WallShowsTheSurestMistakesAsTheyAre()
    {
        int[] wrong = [.. Enumerable.Range(0, truth.Length).Where(i => truth[i] != said[i]).OrderByDescending(i => scores[i].Max())];
        ReportFile.Mistake[] wall = report.Mistakes();

        CollectionAssert.AreEqual(wrong[..60], wall.Select(mistake => mistake.Index).ToArray());
        Assert.Contains($"The first 60 of {wrong.Length:N0} mistakes, the most confident first", report.Section("mistakes")!.Value);
        byte[][] images = [.. Mnist.LabelledTestFile(ML).GetColumn<byte[]>("Pixels")];
        foreach (ReportFile.Mistake mistake in wall)
        {
            Assert.AreEqual(($"{truth[mistake.Index]}", $"{said[mistake.Index]}"), (mistake.Truth, mistake.Said));
            Assert.AreEqual(100 * scores[mistake.Index].Max(), mistake.Percent, 0.0501);
            using MLImage image = MLImage.CreateFromStream(new MemoryStream(mistake.Png));
            CollectionAssert.AreEqual(images[mistake.Index], image.Pixels.ToArray().Where((_, i) => i % 4 == 0).ToArray());
        }
    }

    [TestMethod]
    public void CurvesAreTheModelsHistory()
    {
        string[] labels = [.. report.All("svg").Select(plot => (string)plot.Attribute("aria-label")!)];
        Assert.AreEqual($"Loss by epoch: training from {network.History[0].Loss:0.0000} to {network.History[1].Loss:0.0000}, "
            + $"validation from {network.History[0].ValidationLoss:0.0000} to {network.History[1].ValidationLoss:0.0000}, "
            + $"test from {Tests[0]:0.0000} to {report.Figure("Test loss").Value}", labels[0]);
        Assert.StartsWith($"Accuracy by epoch: training from {network.History[0].Accuracy:0.0000}", labels[1]);
        Assert.HasCount(2, report.Rows("curves"));
        Assert.AreEqual($"{network.History[1].ValidationAccuracy:0.0000}", report.Rows("curves")[1][5]);
    }

    [TestMethod]
    public void SettingsAreAsTypedAndChangesAreMarked()
    {
        Dictionary<string, string[]> settings = report.Rows("run").ToDictionary(row => row[0], row => row[1..]);
        CollectionAssert.AreEqual(new[] { "16", "50" }, settings["hidden-size"]); // the tutorial has 50 units
        CollectionAssert.AreEqual(new[] { "adam", "" }, settings["optimizer"]);
        Assert.Contains("ML.NET", report.Section("run")!.Value);
        Assert.Contains("28", report.Section("network")!.Value);
        CollectionAssert.AreEqual(network.Model.ParameterNames.Append("together").ToArray(),
            report.Rows("network").Select(row => row[0]).ToArray());
    }

    [TestMethod]
    public void PageIsWholeInItself()
    {
        Assert.IsLessThan(1_000_000, report.Text.Length);
        Assert.IsNull(report.Section("sweep"));
        report.AssertWhole();
    }

    /// <summary>Made again, only the time that it was made differs.</summary>
    [TestMethod]
    public void SameInputsGiveTheSameReport()
    {
        string again = Folder.PathOf("again.html");
        Run("report", Folder.PathOf("model.zip"), "--output", again).Succeeded();
        Assert.AreEqual(Footer().Replace(report.Text, ""), Footer().Replace(File.ReadAllText(again), ""));
        // A report may replace a report, whole.
        Run("report", Folder.PathOf("model.zip"), "--output", again).Succeeded();
        Assert.IsEmpty(Directory.GetFiles(Folder.FullPath, "*.tmp"));
    }

    [TestMethod]
    public void SweepIsShownWhenThereIsOne()
    {
        using TemporaryFolder folder = new();
        string model = folder.PathOf("model.zip"), sweep = folder.PathOf("sweep.csv"), output = folder.PathOf("report.html");
        Run("sweep", "--hidden-size", "4,8", "--batch-size", "50", "--steps", "20", "--csv", sweep).Succeeded();
        File.Copy(Folder.PathOf("model.zip"), model);
        Run("report", model, "--output", output).Succeeded();

        string[][] rows = new ReportFile(output).Rows("sweep");
        CollectionAssert.AreEquivalent(new[] { "4", "8" }, rows.Select(row => row[1]).ToArray());
        CollectionAssert.AreEqual(new[] { "1", "2" }, rows.Select(row => row[0]).ToArray());
        string[][] written = SmallSweep.TimelessRows(sweep);
        int accuracy = written[0].IndexOf("validation-accuracy");
        CollectionAssert.AreEquivalent(
            written[1..].Select(row => $"{double.Parse(row[accuracy], CultureInfo.InvariantCulture):0.0000}").ToArray(),
            rows.Select(row => row[2]).ToArray());
        double[] accuracies = [.. rows.Select(row => double.Parse(row[2], CultureInfo.InvariantCulture))];
        CollectionAssert.AreEqual(accuracies.OrderDescending().ToArray(), accuracies);
        Assert.IsNotEmpty(new ReportFile(output).Section("sweep")!.Descendants().Where(element => element.Name.LocalName == "svg"));
    }

    // The losses on test images that train printed.
    private static double[] Tests => [.. TestLoss().Matches(trained.Output)
        .Select(loss => double.Parse(loss.Groups[1].Value, CultureInfo.InvariantCulture))];

    [GeneratedRegex("test ([0-9.]+) [0-9.]+%")]
    private static partial Regex TestLoss();

    [GeneratedRegex("<footer>.*</footer>")]
    private static partial Regex Footer();
}
