extern alias samples;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using RnnTrainer.Curves;
using RnnTrainer.Tests.Fuzzing;
using samples::RnnTrainer.Samples;
using Spectre.Console;
using TestResult = samples::RnnTrainer.Samples.TestResult;

namespace RnnTrainer.Tests.Samples;

/// <summary>Metrics that no classifier has are shown by their names, without the classifier's.</summary>
[TestClass]
public sealed class NamedMetricsTests
{
    private static readonly Dictionary<string, double> NoTest = [];

    private static readonly RnnEpoch[] History =
    [
        Epoch(1, ("Loss", 2.5), ("RMSE", 1.5811), ("ValidationLoss", 2.25), ("ValidationRMSE", 1.5), ("ValidationAUC", 0.875)),
        Epoch(2, ("Loss", 1.5), ("RMSE", 1.2247), ("ValidationLoss", 1.25), ("ValidationRMSE", 1.118), ("ValidationAUC", 0.9375)),
    ];

    private static readonly TestResult[] Results =
    [
        .. History.Select(epoch => new TestResult(
            epoch.Epoch, epoch.Step - 1, Named([.. epoch.Metrics, new("TestLoss", 3), new("TestRMSE", 1.7321)]))),
    ];

    private static readonly string[] Labels =
    [
        "Loss by epoch: training from 2.5000 to 1.5000, validation from 2.2500 to 1.2500",
        "RMSE by epoch: training from 1.5811 to 1.2247, validation from 1.5000 to 1.1180",
        "AUC by epoch: validation from 0.8750 to 0.9375",
    ];

    [TestMethod]
    [DataRow("Loss", "loss", "loss", "loss", "loss 0.5000")]
    [DataRow("ValidationAccuracy", "validation accuracy", "validationAccuracy", "validation-accuracy", "50.00%")]
    [DataRow("TestRMSE", "test RMSE", "testRMSE", "test-rmse", "RMSE 0.5000")]
    [DataRow("RSquared", "R squared", "rSquared", "r-squared", "R squared 0.5000")]
    [DataRow("ValidationF1", "validation F1", "validationF1", "validation-f1", "F1 0.5000")]
    [DataRow("MacroAccuracy", "macro accuracy", "macroAccuracy", "macro-accuracy", "macro accuracy 0.5000")]
    public void ANameSaysHowAMetricIsShown(string name, string heading, string json, string column, string line)
    {
        ShownMetric metric = new(name);
        string inLine = metric.IsLoss ? $"{metric.Measure} {metric.InLine(0.5)}" : metric.InLine(0.5);
        Assert.AreEqual((heading, json, column, line), (metric.Heading, metric.JsonName, metric.Column, inLine));
        Assert.AreEqual(column, new ShownMetric(column).Column);
        Assert.AreEqual(metric.Rows, new ShownMetric(column).Rows);
    }

    [TestMethod]
    public void TablesHaveAColumnForEach()
    {
        string[] each = Lines(EvaluationTables.EachEpoch(Results[1..], History));
        const string heads = "   loss |   RMSE | validation loss | validation RMSE | validation AUC | test loss | test RMSE |";
        const string first = " 2.5000 | 1.5811 |          2.2500 |          1.5000 |         0.8750 |           |           |";
        const string second = "1.5000 | 1.2247 |          1.2500 |          1.1180 |         0.9375 |    3.0000 |    1.7321 |";
        Assert.AreEqual($"| epoch |{heads}", each[0]);
        Assert.AreEqual($"|     1 |{first}", each[2]);
        Assert.AreEqual($"|     2 | {second}", each[3]);
        string[] every = Lines(EvaluationTables.EverySteps(Results));
        Assert.AreEqual($"| step |{heads}", every[0]);
        Assert.AreEqual($"|   19 | {second}", every[3]);
    }

    [TestMethod]
    public void LinesNameWhatAHeadWouldHaveNamed() => Assert.AreEqual(
        "epoch   2: loss 1.5000 RMSE 1.2247, validation 1.2500 RMSE 1.1180 AUC 0.9375, test 3.0000 RMSE 1.7321",
        new TestEachEpoch(isThrottled: false).Line(Results[1]));

    /// <summary>What is measured in training has a key for all rows, in the midst of an epoch too.</summary>
    [TestMethod]
    public void JsonHasAKeyForEach()
    {
        JsonElement end = Json(Results[1]);
        const string keys = "epoch step totalSteps loss rmse validationLoss validationRMSE validationAUC testLoss testRMSE learningRate "
            + "gradientNorm rowsPerSecond elapsedSeconds remainingSeconds isBest";
        Assert.AreEqual(keys, string.Join(' ', end.EnumerateObject().Select(one => one.Name)));
        Assert.AreEqual(0.9375, end.GetProperty("validationAUC").GetDouble());

        JsonElement middle = Json(Results[1] with { Metrics = Named(new("Loss", 2), new("RMSE", double.NaN)) });
        Assert.AreEqual(2, middle.GetProperty("loss").GetDouble());
        foreach (string unmeasured in (string[])["rmse", "validationLoss", "validationRMSE", "testLoss", "testRMSE"])
            Assert.AreEqual(JsonValueKind.Null, middle.GetProperty(unmeasured).ValueKind, unmeasured);
    }

    [TestMethod]
    public void TheReportHasACurveAndAColumnForEach()
    {
        XElement section = XElement.Parse($"{CurvesSection.Of(History, best: 2, NoTest)}");
        CollectionAssert.AreEqual(Labels, section.Descendants()
            .Where(one => one.Name.LocalName == "svg").Select(one => (string?)one.Attribute("aria-label")).ToArray());
        string[] heads = [.. section.Descendants("thead").Single().Descendants("th").Select(head => head.Value)];
        Assert.AreEqual("Epoch, Steps, Loss, RMSE, Validation loss, Validation RMSE, Validation AUC, Learning rate, Gradient norm",
            string.Join(", ", heads));
        Assert.Contains("0.9375", section.Descendants("tbody").Single().Elements("tr").Last().Elements("td").Select(cell => cell.Value));
        // A curve of validation has its colour even where it is alone, and no caption speaks of classes.
        Assert.DoesNotContain("cross-entropy", section.Value);
        Assert.Contains("rgb(213,94,0)", $"{section.Descendants("figure").Last()}");
        Assert.DoesNotContain("rgb(0,114,178)", $"{section.Descendants("figure").Last()}");
        string words = XElement.Parse($"{CurvesSection.Of(History[..1], best: 1, NoTest)}").Value;
        Assert.Contains("training loss 2.5000, RMSE 1.5811; validation loss 2.2500, RMSE 1.5000, AUC 0.8750", words);
    }

    [TestMethod]
    public void ASweepKeepsAndShowsThemAndTheLossChooses()
    {
        SweepColumns columns = new(["validation-loss", "validation-rmse"]);
        SweepResult[] runs = [Run(3, 1.0, 1.0), Run(4, 0.5, 0.7071), Run(5, 2.0, 1.4142), Run(6, 0.25, 0.5) with { Share = 0.5 }];
        IReadOnlyList<SweepResult> read = SweepResults.Read(SweepResults.Csv(runs, columns), "sweep.csv");
        Assert.AreEqual("validation-loss 0.5 validation-rmse 0.7071",
            string.Join(' ', read[1].Metrics.Select(metric => FormattableString.Invariant($"{metric.Key} {metric.Value}"))));

        string[] table = Lines(SweepTable.Of(read));
        Assert.Contains("| hidden-size | batch-size | share | parameters |", table[0]);
        Assert.Contains("| validation loss | validation rmse |", table[0]);
        // The loss of a run that was trained for half as long says less.
        Assert.EndsWith("|          0.5000 |          0.7071 | best |",
            table.Single(line => line.Contains("best", StringComparison.Ordinal)));
        Assert.Contains("Validation loss on MNIST", SweepPlot.Svg(read));
        XElement section = XElement.Parse($"{ReportSweep.Of(read)}");
        Assert.Contains("4 runs on MNIST, by validation loss; the best is marked.", section.Value);
        CollectionAssert.AreEqual(new[] { "1 0.5000", "1 1.0000", "1 2.0000", "0.5 0.2500" },
            section.Descendants("tbody").Single().Elements("tr")
                .Select(row => string.Join(' ', row.Elements("td").Skip(1).Take(2).Select(cell => cell.Value))).ToArray());
    }

    private static SweepResult Run(int hidden, double loss, double rmse) =>
        FuzzedSweep.Run(RnnOptions.Tutorial with { HiddenSize = hidden }) with
        {
            Metrics = Named(new("validation-loss", loss), new("validation-rmse", rmse)),
        };

    private static JsonElement Json(TestResult result)
    {
        RnnProgress progress = new(null!, () => { })
        {
            Epoch = result.Epoch,
            Step = result.Step + 1,
            TotalSteps = 20,
            IsEpochEnd = true,
            Metrics = result.Metrics,
            GradientNorm = 1,
            IsBest = true,
            LearningRate = 0.1f,
            RowsPerSecond = 1000,
            Elapsed = TimeSpan.FromSeconds(1),
            Remaining = TimeSpan.FromSeconds(2),
        };
        return JsonSerializer.SerializeToElement(TrainingJson.Test(result, progress), JsonOutput.Format);
    }

    private static string[] Lines(FittedTable table)
    {
        StringWriter text = new(new StringBuilder(), System.Globalization.CultureInfo.InvariantCulture);
        IAnsiConsole console = AnsiConsole.Create(new() { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });
        console.Profile.Width = 1000;
        foreach (Table part in table.For(1000, TableLayout.Plain))
            console.Write(part);
        return [.. text.ToString().Split('\n').Select(line => line.TrimEnd()).Where(line => line != "")];
    }

    private static RnnEpoch Epoch(int number, params (string Name, double Value)[] metrics) =>
        new(number, 10 * number, 0.1f, 1, Named([.. metrics.Select(metric => KeyValuePair.Create(metric.Name, metric.Value))]));

    private static OrderedDictionary<string, double> Named(params KeyValuePair<string, double>[] metrics) => new(metrics);
}
