using System.Globalization;
using System.Text.Json;
using static RnnTrainer.Tests.Samples.SampleConsole;

namespace RnnTrainer.Tests.Samples;

/// <summary>The commands train, evaluate and predict on people's own files, in each form and for each task.</summary>
[TestClass]
public sealed class OwnFileCommandTests
{
    private static readonly OwnFiles Files = new();
    private static readonly string[] Quick = ["--hidden-size", "16", "--min-steps", "none"];
    private static readonly string[] LongColumns = ["--sequence", "machine", "--time", "time", "--features", "pressure,current"];

    [ClassCleanup]
    public static void Delete() => Files.Dispose();

    /// <summary>What is held out of training is what evaluate then takes, and the figures are the same.</summary>
    [TestMethod]
    public void AFileInLongFormIsLearntEvaluatedAndPredicted()
    {
        string model = Files.PathOf("machines.zip");
        ChildProcess trained = Train(model, Files.Long, [.. LongColumns, "--label", "state", "--epochs", "15"]);
        Assert.Contains("Task multiclass of 'state': one of several classes; 6 sequences are held out for testing.", trained.Lines);
        Assert.Contains("24 sequences in batches of 16", trained.Output);

        JsonElement record = RecordIn(model).GetProperty("sequences");
        Assert.AreEqual("long multiclass state machine time", string.Join(' ',
            new[] { "form", "task", "label", "sequence", "time" }.Select(name => record.GetProperty(name).GetString())));
        Assert.AreEqual("pressure current", string.Join(' ', record.GetProperty("features").EnumerateArray()));

        JsonElement evaluated = Json(Run("evaluate", model, "--json"));
        Assert.AreEqual(6, evaluated.GetProperty("sequences").GetInt32());
        Assert.AreEqual(1, evaluated.GetProperty("testAccuracy").GetDouble());
        Assert.Contains(FormattableString.Invariant($" {evaluated.GetProperty("testLoss").GetDouble():0.0000} |"), trained.Output);

        ChildProcess told = Run("predict", model, Files.Long, "--top", "1").Succeeded();
        Assert.HasCount(OwnFiles.Machines, told.Lines);
        foreach ((int machine, string line) in told.Lines.Index())
            Assert.StartsWith($"press {machine}: {OwnFiles.State(machine)} (", line);
    }

    /// <summary>The library's report, on what is held out of training, with the learning curve on it.</summary>
    [TestMethod]
    public void AReportTellsOfTheSequencesHeldOut()
    {
        string model = Files.PathOf("reported.zip"), page = Files.PathOf("report.html");
        Train(model, Files.Long, [.. LongColumns, "--label", "state", "--epochs", "3"]);
        string loss = $"{Json(Run("evaluate", model, "--json")).GetProperty("testLoss").GetDouble():0.0000}";
        ChildProcess made = Run("report", model, "--output", page).Succeeded();
        Assert.Contains($"test loss {loss}, ", made.Lines[^1]);
        Assert.EndsWith($"6 sequences of {Files.Long}.", made.Lines[^1]);
        ReportFile report = new(page);
        report.AssertWhole();
        Assert.AreEqual(loss, report.Figure("Test loss").Value);
        Assert.AreEqual("24 sequences", report.Figure("Trained on").Note);
        Assert.Contains("test", report.Section("curves")!.Value);
    }

    /// <summary>The time sorts rows: shuffled ones give the same network.</summary>
    [TestMethod]
    public void RowsAreSortedByTheTimeColumn()
    {
        string[] lines = File.ReadAllLines(Files.Long);
        string sorted = Files.Write("sorted.csv",
        [
            lines[0],
            .. lines[1..].OrderBy(line => int.Parse(line.Split(',')[0][6..], CultureInfo.InvariantCulture))
                .ThenBy(line => line.Split(',')[1]),
        ]);
        string[] columns = [.. LongColumns, "--label", "state", "--epochs", "1"];
        Train(Files.PathOf("a.zip"), Files.Long, columns);
        Train(Files.PathOf("b.zip"), sorted, columns);
        CollectionAssert.AreEqual(Load(Files.PathOf("a.zip")).Model.GetParameter("head.bias").ToArray(),
            Load(Files.PathOf("b.zip")).Model.GetParameter("head.bias").ToArray());
    }

    [TestMethod]
    public void AFileInWideFormMayHaveShorterRowsAndDecimalCommas()
    {
        string model = Files.PathOf("wide.zip");
        Train(model, Files.Wide, ["--label", "state", "--decimal-comma", "--epochs", "15"]);
        ChildProcess child = Run("evaluate", model, Files.Wide, "--json").Succeeded();
        Assert.Contains("these are the fifth that 'train' held out", child.Error);
        Assert.AreEqual(1, Json(child).GetProperty("testAccuracy").GetDouble());
        Assert.StartsWith("line 2: sound (", Run("predict", model, Files.Wide).Succeeded().Lines[0]);
    }

    [TestMethod]
    public void ATsFileNeedsNoColumns()
    {
        string model = Files.PathOf("shapes.zip");
        ChildProcess trained = Train(model, Files.Ts, ["--epochs", "15", "--test", Files.Ts]);
        Assert.Contains(
            $"Task multiclass: one of several classes; tested on {OwnFiles.Machines} sequences of '{Files.Ts}'.", trained.Lines);
        Assert.AreEqual(1, Json(Run("evaluate", model, Files.Ts, "--json")).GetProperty("testAccuracy").GetDouble());
        AssertRefused(2, "declares its own columns. Remove --label,", Run("train", Files.Ts, "--label", "state"));
    }

    [TestMethod]
    public void MessagesAreYesOrNo()
    {
        string model = Files.PathOf("messages.zip");
        string[] columns =
            ["--no-header", "--label", "1", "--text", "2", "--positive", "spam", "--epochs", "20", "--learning-rate", "0.01"];
        Assert.Contains("Task binary of '1': yes or no, with a probability;", Train(model, Files.Messages, columns).Output);
        string[] lines = Run("predict", model, Files.Messages, "--json").Succeeded().Lines;
        JsonElement[] told = [.. lines.Select(line => JsonDocument.Parse(line).RootElement)];
        Assert.HasCount(OwnFiles.Machines, told);
        foreach ((int index, JsonElement one) in told.Index())
        {
            Assert.AreEqual($"line {index + 1}", one.GetProperty("sequence").GetString());
            Assert.AreEqual(index % 2 == 0, one.GetProperty("predicted").GetBoolean());
            Assert.AreEqual(index % 2 == 0, one.GetProperty("probability").GetDouble() > 0.5);
        }
    }

    [TestMethod]
    [DataRow("--label", "wear")]
    [DataRow("--label", "wear", "--task", "regression")]
    public void ANumberIsPredictedInItsUnit(params string[] label)
    {
        string model = Files.PathOf("wear.zip");
        Assert.Contains("Task regression of 'wear'", Train(model, Files.Long, [.. LongColumns, .. label, "--epochs", "40"]).Output);
        JsonElement evaluated = Json(Run("evaluate", model, "--json"));
        Assert.IsLessThan(1.5, evaluated.GetProperty("testRootMeanSquaredError").GetDouble());
        Assert.IsGreaterThan(0.5, evaluated.GetProperty("testRSquared").GetDouble());
        string[] lines = Run("predict", model, Files.Long).Succeeded().Lines;
        foreach ((int machine, string line) in lines.Index())
        {
            double said = double.Parse(line.Split(": ")[1], CultureInfo.InvariantCulture);
            Assert.IsInRange(OwnFiles.Wear(machine) - 2.5, OwnFiles.Wear(machine) + 2.5, said);
        }
    }

    [TestMethod]
    public void BoundsOfANumberHaveTheLevelsThatAreAskedFor()
    {
        string model = Files.PathOf("bounds.zip");
        ChildProcess trained = Train(model, Files.Long, [.. LongColumns, "--label", "wear", "--levels", "0.2,0.5,0.8", "--epochs", "10"]);
        Assert.Contains("Task quantiles of 'wear'", trained.Output);
        Assert.Contains("| pinball loss | coverage | nominal |", trained.Lines);
        foreach (string line in Run("predict", model, Files.Long, "--json").Succeeded().Lines)
        {
            JsonElement quantiles = JsonDocument.Parse(line).RootElement.GetProperty("quantiles");
            Assert.AreEqual("0.2 0.5 0.8", string.Join(' ', quantiles.EnumerateObject().Select(one => one.Name)));
            double[] values = [.. quantiles.EnumerateObject().Select(one => one.Value.GetDouble())];
            CollectionAssert.AreEqual(values.Order().ToArray(), values);
        }
    }

    [TestMethod]
    public void EachWordGetsATag()
    {
        string model = Files.PathOf("tags.zip");
        string[] length = ["--epochs", "60", "--learning-rate", "0.02"];
        ChildProcess trained = Train(model, Files.Sentences, ["--text", "sentence", "--label", "tags", .. length]);
        Assert.Contains("Task tags of 'tags'", trained.Output);
        string[] lines = Run("predict", model, Files.Sentences).Succeeded().Lines;
        Assert.AreEqual("line 2: the/DET cat/NOUN sees/VERB a/DET dog/NOUN", lines[0]);
        Assert.AreEqual("line 3: dogs/NOUN bark/VERB", lines[1]);

        string words = Files.PathOf("words.zip");
        Train(words, Files.Words, ["--sequence", "sentence", "--text", "word", "--label", "tag", .. length]);
        Assert.AreEqual("7: the/DET cat/NOUN sees/VERB", Run("predict", words, Files.Words).Succeeded().Lines[7]);
        Assert.AreEqual(1, Json(Run("evaluate", words, "--json")).GetProperty("testAccuracy").GetDouble());
    }

    private static ChildProcess Train(string model, string file, string[] options) =>
        Run(["train", file, .. options, .. Quick, "--model", model]).Succeeded();

    private static JsonElement Json(ChildProcess child) => JsonDocument.Parse(child.Succeeded().Lines.Single()).RootElement;
}
