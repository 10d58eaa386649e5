using System.Xml.Linq;
using RnnTrainer.Tests.Samples;
using RnnTrainer.Tests.Tasks;
using RnnTrainer.Values;

namespace RnnTrainer.Tests.Reports;

/// <summary>The worst rows step by step: what a report draws is what the network gives.</summary>
[TestClass]
public sealed class StepsSectionTests
{
    private const int Rows = 60, Most = 6;

    private static readonly TemporaryFolder Folder = new();
    private static readonly MLContext ML = new(1);
    private static readonly RnnOptions Brief = new() { Steps = 10, HiddenSize = 4, BatchSize = 30, Pooling = RnnPooling.Attention };

    public static IEnumerable<object[]> Tasks => TrainedTask.All.Select(task => new object[] { task.Name });

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    /// <summary>Networks of whole sequences have a plot for each of a few rows; those of each step give their outputs anyway.</summary>
    [TestMethod]
    [DynamicData(nameof(Tasks))]
    public void NetworksOfWholeSequencesShowTheirWorstRows(string name)
    {
        TrainedTask task = TrainedTask.All.Single(one => one.Name == name);
        bool ofSteps = name.EndsWith("each step", StringComparison.Ordinal);
        RnnTransformer network = task.Fit(ML, ofSteps ? Brief with { Pooling = new RnnOptions().Pooling } : Brief);
        ReportFile page = Save(network, task.Data(ML, Rows, 2));
        page.AssertWhole();
        Assert.DoesNotContain("NaN", page.Text);
        Assert.AreEqual(ofSteps, page.Section("steps") is null);
        if (!ofSteps)
        {
            Assert.HasCount(Most, Plots(page));
            Assert.Contains("attention", Plots(page)[0].Value);
        }
    }

    /// <summary>The first and the last value of each line, and the step of most attention, are told in words.</summary>
    [TestMethod]
    public void FiguresAreThoseOfTheNetwork()
    {
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(Brief).Fit(ToySequences.Data(ML));
        ToySequences.Row[] rows = ToySequences.Rows(Rows, 2);
        ReportFile page = Save(network, ToySequences.Data(ML, rows));
        string[] names = [.. network.Model.LabelValues.Select(value => $"{value}")];
        string[] captions = [.. page.Section("steps")!.Descendants("figcaption").Select(caption => caption.Value)];
        foreach ((string caption, XElement plot) in captions.Zip(Plots(page)))
        {
            string[] words = caption.Replace(":", "", StringComparison.Ordinal).Replace(";", "", StringComparison.Ordinal).Split(' ');
            ToySequences.Row row = rows[int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture) - 1];
            IReadOnlyList<float[]> scores = network.ScoreEachStep(row.Features);
            foreach (string name in (string[])[words[2], words[4]])
            {
                int place = Array.IndexOf(names, name);
                Assert.Contains($"{name}: {NumberText.Value(scores[0][place])} after the first step, "
                    + $"{NumberText.Value(scores[^1][place])} after the last", (string)plot.Attribute("aria-label")!);
            }
            float[] weights = network.AttentionWeights(row.Features);
            Assert.EndsWith($"most attention at step {Array.IndexOf(weights, weights.Max()) + 1}", caption);
        }
    }

    [TestMethod]
    public void WithoutAttentionThereAreNoBars()
    {
        RnnTransformer network = ML.Regression.Trainers.Rnn(Brief with { Pooling = RnnPooling.Last }).Fit(ToySequences.NumberData(ML));
        ReportFile page = Save(network, ToySequences.NumberData(ML, Rows, 2));
        Assert.DoesNotContain("attention", page.Section("steps")!.Value);
        Assert.Contains("actual", Plots(page)[0].Value, "numbers have a line to reach");
    }

    /// <summary>A letter of two chars stays whole where a long word is cut.</summary>
    [TestMethod]
    public void LongWordsAreCutBetweenLetters()
    {
        string faces = string.Concat(Enumerable.Repeat("\U0001f600", 20));
        TokenRows.Row[] rows = TokenRows.Texts(90);
        foreach (TokenRows.Row row in rows)
            row.Text = row.Text.Replace("a", faces, StringComparison.Ordinal);
        IDataView data = TokenRows.Pipeline(ML).Fit(ML.Data.LoadFromEnumerable(rows)).Transform(ML.Data.LoadFromEnumerable(rows));
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(TokenRows.Options with { Epochs = 1 }).Fit(data);
        Assert.Contains($"{faces[..26]}…", Save(network, data).Section("steps")!.Value);
    }

    /// <summary>Words stand below the plot, and are text whatever they are.</summary>
    [TestMethod]
    public void WordsAreNamedAndEscaped()
    {
        const string hostile = "<script>alert('&')";
        TokenRows.Row[] rows = TokenRows.Texts(90);
        foreach (TokenRows.Row row in rows)
            row.Text = row.Text.Replace("a", hostile, StringComparison.Ordinal);
        IDataView data = TokenRows.Pipeline(ML).Fit(ML.Data.LoadFromEnumerable(rows)).Transform(ML.Data.LoadFromEnumerable(rows));
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(TokenRows.Options with { Epochs = 1 }).Fit(data);
        ReportFile page = Save(network, data);
        Assert.IsEmpty(page.All("script"));
        Assert.Contains("<script>alert", page.Section("steps")!.Value);
        Assert.Contains("words read", page.Section("steps")!.Value);
    }

    [TestMethod]
    public void LongSequencesAreLeftOutAndThePageSaysSo()
    {
        ToySequences.Row[] rows = ToySequences.Rows(Rows);
        IDataView Long(int steps) => RaggedRows(rows, steps);
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(Brief with { InputSize = ToySequences.InputSize })
            .Fit(Long(5));
        Assert.HasCount(Most, Plots(Save(network, Long(1000))));
        ReportFile page = Save(network, Long(1001));
        Assert.IsEmpty(Plots(page));
        Assert.Contains("Left out: 6 sequences of more than 1,000 steps", page.Section("steps")!.Value);
    }

    /// <summary>A view of scores alone has no sequences to read.</summary>
    [TestMethod]
    public void WithoutSequencesThereIsNoSection()
    {
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(Brief).Fit(ToySequences.Data(ML));
        IDataView scored = network.Transform(ToySequences.Data(ML, Rows, 2));
        Assert.IsNull(Save(network, ML.Transforms.DropColumns("Features").Fit(scored).Transform(scored)).Section("steps"));
    }

    private static IDataView RaggedRows(ToySequences.Row[] rows, int steps)
    {
        IDataView view = ML.Data.LoadFromEnumerable(rows.Select(row => new Ragged
        {
            Features = [.. Enumerable.Range(0, steps * ToySequences.InputSize).Select(i => row.Features[i % row.Features.Length])],
            Name = row.Name,
        }));
        return ML.Transforms.Conversion.MapValueToKey("Label", nameof(Ragged.Name)).Fit(view).Transform(view);
    }

    private static XElement[] Plots(ReportFile page) =>
        [.. page.Section("steps")!.Descendants().Where(one => one.Name.LocalName == "svg")];

    private static ReportFile Save(RnnTransformer network, IDataView view)
    {
        string path = Folder.PathOf("report.html");
        network.SaveReport(path, view);
        return new(path);
    }

    private sealed class Ragged
    {
        public float[] Features { get; set; } = [];

        public string Name { get; set; } = "";
    }
}
