using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The sample console evaluating a model.</summary>
[TestClass]
public sealed class EvaluateCommandTests
{
    [TestMethod]
    public void JsonIsWhatMLNetSaysInAnotherProgram()
    {
        JsonElement report = Evaluate("--mistakes", "1000");

        MLContext ml = new();
        IDataView scored = SampleModel.Load(ml).Transform(Mnist.TestFile(ml));
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(scored);
        Assert.AreEqual(10_000, report.GetProperty("images").GetInt32());
        Assert.AreEqual(metrics.MicroAccuracy, report.GetProperty("microAccuracy").GetDouble());
        Assert.AreEqual(metrics.MacroAccuracy, report.GetProperty("macroAccuracy").GetDouble(), 1e-12);
        Assert.AreEqual(metrics.LogLoss, report.GetProperty("logLoss").GetDouble(), 1e-9);
        Assert.AreEqual(metrics.LogLossReduction, report.GetProperty("logLossReduction").GetDouble(), 1e-9);
        double[][] counts = [.. report.GetProperty("confusionCounts").EnumerateArray().Select(Doubles)];
        for (int digit = 0; digit < 10; digit++)
            CollectionAssert.AreEqual(metrics.ConfusionMatrix.Counts[digit].ToArray(), counts[digit]);

        JsonElement[] classes = [.. report.GetProperty("classes").EnumerateArray()];
        for (int digit = 0; digit < 10; digit++)
        {
            double right = counts[digit][digit], count = counts[digit].Sum(), said = counts.Sum(row => row[digit]);
            Assert.AreEqual($"{digit}", classes[digit].GetProperty("class").GetString());
            Assert.AreEqual(count, classes[digit].GetProperty("count").GetDouble());
            Assert.AreEqual(right / said, classes[digit].GetProperty("precision").GetDouble(), 1e-12);
            Assert.AreEqual(right / count, classes[digit].GetProperty("recall").GetDouble(), 1e-12);
            Assert.AreEqual(2 * right / (count + said), classes[digit].GetProperty("f1").GetDouble(), 1e-12);
        }
    }

    [TestMethod]
    public void MistakesAreTheSurestFirst()
    {
        MLContext ml = new();
        float[][] scores = [.. SampleModel.Load(ml).Transform(Mnist.TestFile(ml)).GetColumn<float[]>("Score")];
        byte[] labels = [.. SampleModel.Labels()];
        float[] wrong = [.. scores.Zip(labels).Where(row => row.First[row.Second] < row.First.Max())
            .Select(row => row.First.Max()).OrderDescending()];

        JsonElement[] mistakes = [.. Evaluate("--mistakes", "5").GetProperty("mistakes").EnumerateArray()];

        CollectionAssert.AreEqual(wrong[..5], mistakes.Select(one => one.GetProperty("probability").GetSingle()).ToArray());
        foreach (JsonElement mistake in mistakes)
        {
            int index = mistake.GetProperty("index").GetInt32();
            Assert.AreEqual($"{labels[index]}", mistake.GetProperty("label").GetString());
            Assert.AreEqual($"{scores[index].IndexOf(scores[index].Max())}", mistake.GetProperty("predicted").GetString());
            Assert.AreEqual(scores[index][labels[index]], mistake.GetProperty("labelProbability").GetSingle());
        }
    }

    [TestMethod]
    public void TextHasTablesAndDrawings()
    {
        ChildProcess child = Run("evaluate", SampleModel.File, "--mistakes", "2").Succeeded();
        Assert.DoesNotContain('\e', child.Output);
        Assert.AreEqual($"{SampleModel.File} on MNIST's test digits: 10,000 images", child.Lines[0]);
        double[] metrics = Rows(child, line => line.StartsWith("| micro accuracy", StringComparison.Ordinal)).Single();
        Assert.IsInRange(0.5, 1, metrics[0]);
        double[][] counts = [.. Rows(child, line => line.StartsWith("| actual ", StringComparison.Ordinal)).Select(row => row[1..])];
        Assert.AreEqual(metrics[0], Enumerable.Range(0, 10).Sum(digit => counts[digit][digit]) / 10_000, 0.00005);
        Assert.ContainsSingle(line => line.StartsWith("Most confident mistakes: 2 of ", StringComparison.Ordinal), child.Lines);
        Assert.Contains(line => line.Contains('█', StringComparison.Ordinal), child.Lines);
        string caption = Assert.ContainsSingle(line => line.StartsWith("predicted: ", StringComparison.Ordinal), child.Lines);
        Assert.HasCount(3, caption.Split("predicted: "));
    }

    /// <summary>The hundred images are the hundred digits, none of which the model was trained on.</summary>
    [TestMethod]
    public void FolderOfImagesNotTrainedOnIsAllTestImages()
    {
        JsonElement report = Evaluate("--data", Repository.PathOf("data", "images"));
        Assert.AreEqual(100, report.GetProperty("images").GetInt32());
        foreach (JsonElement one in report.GetProperty("classes").EnumerateArray())
            Assert.AreEqual(10, one.GetProperty("count").GetInt32());

        MLContext ml = new();
        string[] files = Directory.GetFiles(Repository.PathOf("data", "images"), "*.png", SearchOption.AllDirectories);
        int[] indexes = [.. files.Select(path => int.Parse(Path.GetFileNameWithoutExtension(path)))];
        IDataView scored = SampleModel.Load(ml).Transform(Mnist.TestFile(ml));
        uint[] labels = [.. scored.GetColumn<uint>("Label")], said = [.. scored.GetColumn<uint>("PredictedLabel")];
        double right = indexes.Count(index => labels[index] == said[index]);
        Assert.AreEqual(right / 100, report.GetProperty("microAccuracy").GetDouble(), 1e-12);
    }

    [TestMethod]
    public void FashionMnistIsADataFolderLikeAnother()
    {
        const string folder = "/usr/share/datasets/fashion-mnist";
        const string missing = $"There is no {folder}: install Debian's package dataset-fashion-mnist.";
        if (!Directory.Exists(folder))
        {
            if (Environment.GetEnvironmentVariable("RNNTRAINER_REQUIRE_FASHION_MNIST") == "1")
                Assert.Fail(missing);
            Assert.Inconclusive(missing);
        }
        JsonElement report = Evaluate("--data", folder);
        Assert.AreEqual(folder, report.GetProperty("data").GetString());
        foreach (JsonElement one in report.GetProperty("classes").EnumerateArray())
            Assert.AreEqual(1000, one.GetProperty("count").GetInt32());
        Assert.IsLessThan(0.5, report.GetProperty("microAccuracy").GetDouble()); // the model knows digits, not clothes
    }

    [TestMethod]
    public void ClassesThatAreNotInTheDataAreNoNumbersOfNothing()
    {
        using TemporaryFolder folder = new();
        string image = folder.Write("1/a.png", File.ReadAllBytes(Repository.PathOf("data", "images", "1", "00002.png")));
        JsonElement report = Evaluate("--data", Path.GetDirectoryName(Path.GetDirectoryName(image))!);
        Assert.AreEqual(1, report.GetProperty("images").GetInt32());
        Assert.AreEqual(1, report.GetProperty("microAccuracy").GetDouble());
        Assert.AreEqual(0, report.GetProperty("classes")[0].GetProperty("count").GetInt32());
        Assert.AreEqual(0, report.GetProperty("mistakes").GetArrayLength());
    }

    [TestMethod]
    public void ImagesThatTheModelCannotTellAreRefused()
    {
        using Idx.IdxPair small = new(gzip: false, 3, 14, 14), digits = new(gzip: true, 3, 28, 28);
        ChildProcess OnIdx(string images, string labels) => Run("evaluate", SampleModel.File, "--images", images, "--labels", labels);
        AssertRefused(3, "was trained on images of 28 x 28 pixels, but '", OnIdx(small.ImagesPath, small.LabelsPath));
        using TemporaryFolder folder = new();
        string labels = folder.Write("labels", [.. Idx.IdxBytes.Header(8, 3), 1, 12, 11]);
        const string message = ": 11, 12. The model knows 0, 1, 2, 3, 4, 5, 6, 7, 8, 9.";
        AssertRefused(3, message, OnIdx(digits.ImagesPath, labels));
    }

    [TestMethod]
    [DataRow(2, "--images also needs --labels", "--images", "x")]
    [DataRow(2, "--labels also needs --images", "--labels", "x")]
    [DataRow(2, "Both --data and --images", "--data", "x", "--images", "x", "--labels", "x")]
    [DataRow(2, "--mistakes must be a whole number, 0 or more, but is '-1'.", "--mistakes", "-1")]
    [DataRow(3, "There is no data folder 'none'", "--data", "none")]
    [DataRow(3, "neither IDX files", "--data", "build")]
    [DataRow(3, "was not found", "--images", "none", "--labels", "none")]
    [DataRow(3, "is a folder; expected an IDX file", "--images", "build", "--labels", "build")]
    public void BadInputIsOneLine(int code, string message, params string[] arguments) =>
        AssertRefused(code, message, Run(["evaluate", SampleModel.File, .. arguments]));

    private static JsonElement Evaluate(params string[] arguments)
    {
        ChildProcess child = Run(["evaluate", SampleModel.File, "--json", .. arguments]).Succeeded();
        return JsonSerializer.Deserialize<JsonElement>(Assert.ContainsSingle(child.Lines));
    }

    private static double[] Doubles(JsonElement row) => [.. row.EnumerateArray().Select(number => number.GetDouble())];
}
