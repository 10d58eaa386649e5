using System.Globalization;
using RnnTrainer.Tests.Samples;
using RnnTrainer.Tests.Tasks;

namespace RnnTrainer.Tests.Reports;

/// <summary>The figures in a report are those of its network on the rows, for each task.</summary>
[TestClass]
public sealed class NetworkReportTests
{
    private const int Rows = 60;

    private static readonly TemporaryFolder Folder = new();
    private static readonly MLContext ML = new(1);
    private static readonly RnnOptions Quick = new() { Steps = 60, BatchSize = 30, HiddenSize = 6, ValidationFraction = 0.2f };

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    public static IEnumerable<object[]> Tasks => TrainedTask.All.Select(task => new object[] { task.Name });

    /// <summary>Every task has a page, which needs nothing else, and whose figures are those of all its labels.</summary>
    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void EveryTaskHasAPage(string name)
    {
        TrainedTask task = TrainedTask.All.Single(one => one.Name == name);
        RnnTransformer network = task.Fit(ML, Quick);
        IDataView scored = network.Transform(task.Data(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        page.AssertWhole();
        Assert.AreEqual($"{network.Model.ParameterCount}", page.Figure("Parameters").Value);
        Assert.StartsWith($"Loss by epoch: training from {network.History[0].Loss:0.0000}", Label(page.Section("curves")!));
        Assert.IsNotNull(page.Section("network"));
        Assert.Contains("ML.NET", page.Section("settings")!.Value);
        Assert.DoesNotContain("NaN", page.Text);

        // Rows that are not scored yet give the same page.
        ReportFile same = Save(network, task.Data(ML, Rows, 2));
        Assert.AreEqual(page.Text[..page.Text.IndexOf("<footer>", StringComparison.Ordinal)],
            same.Text[..same.Text.IndexOf("<footer>", StringComparison.Ordinal)]);
    }

    [TestMethod]
    public void ClassesAreThoseThatMlNetCounts()
    {
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(Quick with { Steps = 20 }).Fit(ToySequences.Data(ML));
        IDataView scored = network.Transform(ToySequences.Data(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        MulticlassClassificationMetrics metrics = ML.MulticlassClassification.Evaluate(scored);
        Assert.AreEqual($"{metrics.MicroAccuracy:0.00%}", page.Figure("Test accuracy").Value);
        Assert.AreEqual($"{metrics.LogLoss:0.0000}", page.Figure("Test loss").Value);
        Assert.AreEqual($"{Rows} rows", page.Figure("Tested on").Value);
        CollectionAssert.AreEqual(metrics.ConfusionMatrix.Counts.SelectMany(row => row).Select(count => (int)count).ToArray(),
            page.Confusion().SelectMany(row => row).ToArray());
        Assert.Contains($"(macro accuracy) {metrics.MacroAccuracy:0.0000}", page.Section("classes")!.Value);
        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, page.Rows("classes").Select(row => row[0]).ToArray());
        int wrong = (int)Math.Round(Rows * (1 - metrics.MicroAccuracy));
        Assert.IsGreaterThan(0, wrong, "a network that still makes mistakes");
        Assert.HasCount(Math.Min(24, wrong), page.Section("mistakes")!.Descendants("li").ToArray());
        Assert.HasCount(Math.Min(24, wrong), page.Section("mistakes")!.Descendants().Where(one => one.Name.LocalName == "svg").ToArray());
    }

    [TestMethod]
    public void YesAndNoHaveTheAreaUnderTheCurve()
    {
        RnnTransformer network = ML.BinaryClassification.Trainers.Rnn(Quick with { Steps = 20 }).Fit(ToySequences.YesNoData(ML));
        IDataView scored = network.Transform(ToySequences.YesNoData(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        CalibratedBinaryClassificationMetrics metrics = ML.BinaryClassification.Evaluate(scored);
        Assert.AreEqual($"{metrics.Accuracy:0.00%}", page.Figure("Test accuracy").Value);
        Assert.AreEqual(metrics.AreaUnderRocCurve, Number(page.Figure("Area under ROC").Value), 1e-4);
        Assert.AreEqual(metrics.LogLoss * Math.Log(2), Number(page.Figure("Test loss").Value), 1e-4, "nats here, bits there");
        CollectionAssert.AreEqual(new[] { "False", "True" }, page.Rows("classes").Select(row => row[0]).ToArray());
    }

    [TestMethod]
    public void NumbersHaveTheirErrorsAndResiduals()
    {
        RnnTransformer network = ML.Regression.Trainers.Rnn(Quick).Fit(ToySequences.NumberData(ML));
        IDataView scored = network.Transform(ToySequences.NumberData(ML, Rows, 2));
        ReportFile page = Save(network, scored, new() { MaxWorstRows = 5 });
        RegressionMetrics metrics = ML.Regression.Evaluate(scored);
        Assert.AreEqual(metrics.RootMeanSquaredError, Number(page.Figure("Test RMSE").Value), 1e-4 * metrics.RootMeanSquaredError);
        Assert.AreEqual(metrics.MeanAbsoluteError, Number(page.Figure("Test MAE").Value), 1e-4 * metrics.MeanAbsoluteError);
        Assert.AreEqual(metrics.RSquared, Number(page.Figure("R²").Value), 1e-4);
        float[] labels = [.. scored.GetColumn<float>("Label")], scores = [.. scored.GetColumn<float>("Score")];
        Assert.AreEqual(labels.Zip(scores).Average(pair => pair.Second - pair.First), Number(page.Figure("Bias").Value), 1e-2);
        int[] worst = [.. Enumerable.Range(0, Rows).OrderByDescending(row => Math.Abs(labels[row] - scores[row])).Take(5)];
        CollectionAssert.AreEqual(worst.Select(row => $"row {row + 1}").ToArray(),
            page.Section("worst")!.Descendants("small").Select(small => small.Value).ToArray());
        Assert.HasCount(2, page.Section("residuals")!.Descendants().Where(one => one.Name.LocalName == "svg").ToArray());
    }

    [TestMethod]
    public void EachOfSeveralOutputsHasItsFigures()
    {
        RnnTransformer network = ML.Regression.Trainers.Rnn(Quick).Fit(ToySequences.VectorData(ML));
        IDataView scored = network.Transform(ToySequences.VectorData(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        RnnMultiOutputMetrics metrics = ML.Regression.EvaluateOutputs(scored);
        string[][] rows = page.Rows("outputs");
        foreach ((RnnOutputMetrics output, string[] row) in metrics.Outputs.Zip(rows))
        {
            Assert.AreEqual(output.Name, row[0]);
            Assert.AreEqual(output.RootMeanSquaredError, Number(row[1]), 1e-4 * output.RootMeanSquaredError);
            Assert.AreEqual($"{output.RSquared:0.0000}", row[3]);
        }
        Assert.AreEqual($"{metrics.RSquared:0.0000}", page.Figure("R²").Value);
        Assert.HasCount(4, page.Section("residuals")!.Descendants().Where(one => one.Name.LocalName == "svg").ToArray());
    }

    [TestMethod]
    public void QuantilesHaveTheirCoverage()
    {
        RnnOptions options = Quick with { Loss = RnnLoss.Quantiles(0.1f, 0.5f, 0.9f) };
        RnnTransformer network = ML.Regression.Trainers.Rnn(options).Fit(ToySequences.NumberData(ML));
        IDataView scored = network.Transform(ToySequences.NumberData(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        RnnQuantileMetrics metrics = ML.Regression.EvaluateQuantiles(scored);
        Assert.AreEqual($"{metrics.Coverage:0.0000}", page.Figure("Coverage").Value);
        string[][] rows = page.Rows("quantiles");
        CollectionAssert.AreEqual(metrics.Levels.Select(level => $"{level.Coverage:0.0000}").ToArray(),
            rows.Select(row => row[1]).ToArray());
        Assert.AreEqual(metrics.PinballLoss, Number(page.Figure("Pinball loss").Value), 1e-4 * metrics.PinballLoss);
    }

    [TestMethod]
    public void StepsOfClassesAreThoseThatTheEvaluationCounts()
    {
        RnnOptions options = Quick with { Steps = 15, ReturnSequences = true };
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(options).Fit(ToySequences.StepData(ML));
        IDataView scored = network.Transform(ToySequences.StepData(ML, Rows, 2));
        ReportFile page = Save(network, scored);
        RnnStepMetrics metrics = ML.MulticlassClassification.EvaluateSteps(scored);
        Assert.AreEqual($"{metrics.Accuracy:0.00%}", page.Figure("Test accuracy").Value);
        Assert.AreEqual($"{metrics.Count} steps", page.Figure("Tested on").Value);
        CollectionAssert.AreEqual(metrics.Labels.Select(label => $"{label.F1:0.0000}").ToArray(),
            page.Rows("classes").Select(row => row[4]).ToArray());
        Assert.Contains("steps without a label".Replace("without a label", "whose label is missing"), page.Section("headline")!.Value);
    }

    /// <summary>The finished network's figure is a dot; where history has test metrics, it is a curve in its place.</summary>
    [TestMethod]
    public void TestRowsAreInThePlots()
    {
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(Quick).Fit(ToySequences.Data(ML));
        IDataView data = ToySequences.Data(ML, Rows, 2);
        Assert.Contains("test", Plot(Save(network, data)));
        Assert.Contains("The diamond", Save(network, data).Section("curves")!.Value);
        RnnEpoch[] tested = [.. network.History.Select(epoch => epoch with
        {
            Metrics = new Dictionary<string, double>(epoch.Metrics) { ["TestLoss"] = 1.0 / epoch.Epoch, ["TestAccuracy"] = 0.5 },
        })];
        ReportFile page = Save(network, data, new() { History = tested });
        Assert.DoesNotContain("The diamond", page.Section("curves")!.Value);
        Assert.EndsWith($"test from 1.0000 to {1.0 / tested.Length:0.0000}", Label(page.Section("curves")!));

        static string Plot(ReportFile page) => page.Section("curves")!.Descendants().First(one => one.Name.LocalName == "svg").Value;
    }

    private static ReportFile Save(RnnTransformer network, IDataView view, RnnReportOptions? options = null)
    {
        string path = Folder.PathOf("report.html");
        network.SaveReport(path, view, options);
        return new(path);
    }

    private static string Label(System.Xml.Linq.XElement section) =>
        (string)section.Descendants().First(one => one.Name.LocalName == "svg").Attribute("aria-label")!;

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
