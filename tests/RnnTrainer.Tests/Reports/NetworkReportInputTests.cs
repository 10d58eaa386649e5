using RnnTrainer.Tests.Samples;

namespace RnnTrainer.Tests.Reports;

/// <summary>Rows that a report leaves out, samples, names, or refuses.</summary>
[TestClass]
public sealed class NetworkReportInputTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly MLContext ML = new(1);
    private static RnnTransformer classes = null!, numbers = null!;

    [ClassInitialize]
    public static void Train(TestContext _)
    {
        RnnOptions quick = new() { Steps = 20, HiddenSize = 4, BatchSize = 30 };
        classes = ML.MulticlassClassification.Trainers.Rnn(quick).Fit(ToySequences.Data(ML));
        numbers = ML.Regression.Trainers.Rnn(quick).Fit(ToySequences.NumberData(ML));
    }

    [ClassCleanup]
    public static void Delete() => Folder.Dispose();

    /// <summary>Labels as texts, or as keys in another order, are the same classes.</summary>
    [TestMethod]
    public void ClassesAreMatchedByName()
    {
        IDataView rows = classes.Transform(ToySequences.Data(ML, 60, 2));
        int[][] expected = Save(classes, rows).Confusion();
        ReportFile texts = Save(classes, rows, new() { LabelColumnName = nameof(ToySequences.Row.Name) });
        CollectionAssert.AreEqual(expected.SelectMany(row => row).ToArray(), texts.Confusion().SelectMany(row => row).ToArray());
        IDataView order = ML.Data.LoadFromEnumerable("cba".Select(name =>
            new ToySequences.Row { Name = $"{name}", Features = new float[15] }));
        IDataView reversed = ML.Transforms.Conversion.MapValueToKey("Reversed", nameof(ToySequences.Row.Name)).Fit(order).Transform(rows);
        ReportFile keys = Save(classes, reversed, new() { LabelColumnName = "Reversed" });
        CollectionAssert.AreEqual(expected.SelectMany(row => row).ToArray(), keys.Confusion().SelectMany(row => row).ToArray());
    }

    [TestMethod]
    public void WhatHasNoLabelOrNoScoreIsLeftOutAndCounted()
    {
        ToySequences.Row[] rows = ToySequences.Rows(20);
        rows[0].Name = "other";
        rows[1].Features[3] = float.NaN;
        rows[2].Features[0] = float.NaN;
        ReportFile page = Save(classes, ML.Data.LoadFromEnumerable(rows), new() { LabelColumnName = nameof(ToySequences.Row.Name) });
        Assert.AreEqual("17 rows", page.Figure("Tested on").Value);
        Assert.Contains("Left out: 1 row whose label is missing or a class unknown to the network; "
            + "2 rows whose score is NaN", page.Section("headline")!.Value);
        Assert.AreEqual(17, page.Confusion().Sum(row => row.Sum()));
    }

    /// <summary>Plots of many rows show some, and say so; figures are of all.</summary>
    [TestMethod]
    public void ManyRowsAreSampledAndThePageSaysSo()
    {
        ReportFile page = Save(numbers, ToySequences.NumberData(ML, 300, 2), new() { MaxPoints = 50 });
        Assert.Contains("50 of 300 rows, drawn at random", page.Section("residuals")!.Value);
        Assert.AreEqual("300 rows", page.Figure("Tested on").Value);
        Assert.DoesNotContain("drawn at random", Save(numbers, ToySequences.NumberData(ML, 300, 2)).Text);
    }

    /// <summary>More rows than scores are kept of: the area is that of a sample, and near that of all.</summary>
    [TestMethod]
    public void AMillionRowsAreSampledAndThePageSaysSo()
    {
        RnnTransformer network = ML.BinaryClassification.Trainers.Rnn(new RnnOptions { Steps = 1, HiddenSize = 2 })
            .Fit(ToySequences.YesNoData(ML));
        // Scores of yes are from 0 to 1, those of no from -1 to 0.5: an area of 1 - 1 / 12.
        Random random = new(1);
        IDataView rows = ML.Data.LoadFromEnumerable(Enumerable.Range(0, 1_050_000).Select(i => new Scored
        {
            Label = i % 2 == 0,
            Score = i % 2 == 0 ? random.NextSingle() : 1.5f * random.NextSingle() - 1,
        }));
        ReportFile page = Save(network, rows);
        (string area, string note) = page.Figure("Area under ROC");
        Assert.AreEqual("of 1,000,000 rows, drawn at random", note);
        Assert.AreEqual(1 - 1 / 12.0, double.Parse(area, System.Globalization.CultureInfo.InvariantCulture), 0.002);
        Assert.EndsWith("of 1,050,000 correct", page.Figure("Test accuracy").Note);
        Assert.IsLessThan(200_000, page.Text.Length);
    }

    /// <summary>Names and texts can be anything; none of them becomes markup.</summary>
    [TestMethod]
    public void TextIsEscaped()
    {
        const string hostile = "<script>alert('&')</script>\u0001";
        ToySequences.Row[] rows = [.. ToySequences.Rows(60)
            .Select(row => new ToySequences.Row { Features = row.Features, Name = hostile + row.Name })];
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(new RnnOptions { Steps = 3, HiddenSize = 2 })
            .Fit(ToySequences.Data(ML, rows));
        ReportFile page = Save(network, ToySequences.Data(ML, rows), new()
        {
            Title = hostile,
            DataName = hostile,
            RowNameColumnName = nameof(ToySequences.Row.Name),
            Settings = new Dictionary<string, string> { [hostile] = hostile },
            History = [.. network.History, .. network.History.Select(epoch => epoch with
            {
                Epoch = epoch.Epoch + 1,
                Metrics = new Dictionary<string, double>(epoch.Metrics) { [hostile] = 1 },
            })],
        });
        Assert.IsEmpty(page.All("script"));
        string shown = hostile.Replace('\u0001', '\uFFFD');
        Assert.AreEqual(shown, page.All("h1").Single().Value);
        CollectionAssert.AreEqual(new[] { shown, shown }, page.Rows("settings")[0]);
        CollectionAssert.AreEqual(new[] { shown + "a", shown + "b", shown + "c" }, page.Rows("classes").Select(row => row[0]).ToArray());
        page.AssertWhole();
    }

    [TestMethod]
    public void ManyClassesHaveNoMatrixButTheirMistakes()
    {
        ToySequences.Row[] rows = [.. ToySequences.Rows(250)
            .Select((row, i) => new ToySequences.Row { Features = row.Features, Name = $"class {i}" })];
        RnnTransformer network = ML.MulticlassClassification.Trainers.Rnn(new RnnOptions { Steps = 1, HiddenSize = 2 })
            .Fit(ToySequences.Data(ML, rows));
        ReportFile page = Save(network, ToySequences.Data(ML, rows));
        Assert.Contains("A table of 250 classes is too large to read", page.Section("confusion")!.Value);
        Assert.HasCount(200, page.Rows("classes"));
        Assert.Contains("The 200 most frequent of 250 classes are shown", page.Section("classes")!.Value);
    }

    [TestMethod]
    public void WhatCannotBeReportedOnIsRefusedAndLeavesNoFile()
    {
        string path = Folder.PathOf("none.html");
        IDataView rows = ToySequences.Data(ML, 9);
        Assert.ThrowsExactly<RnnColumnException>(() => classes.SaveReport(path, rows, new() { LabelColumnName = "None" }));
        Assert.ThrowsExactly<RnnColumnException>(() => classes.SaveReport(path, rows, new() { LabelColumnName = "Features" }));
        Assert.ThrowsExactly<RnnColumnException>(() => classes.SaveReport(path, rows, new() { RowNameColumnName = "Features" }));
        Assert.ThrowsExactly<RnnColumnException>(() => numbers.SaveReport(path, rows));
        IDataView without = ML.Transforms.DropColumns("Features").Fit(rows).Transform(rows);
        Assert.ThrowsExactly<RnnColumnException>(() => classes.SaveReport(path, without), "neither scored nor to be scored");
        RnnRowException other = Assert.ThrowsExactly<RnnRowException>(() => numbers.SaveReport(path, Copied(rows, "Features")));
        Assert.Contains("column 'Score'", other.Message, "of another network");
        ToySequences.Row[] unknown = [.. ToySequences.Rows(3)
            .Select(row => new ToySequences.Row { Features = row.Features, Name = "other" })];
        Assert.ThrowsExactly<InvalidOperationException>(() => classes.SaveReport(
            path, ML.Data.LoadFromEnumerable(unknown), new() { LabelColumnName = nameof(ToySequences.Row.Name) }));
        Assert.ThrowsExactly<ArgumentException>(() => classes.SaveReport(" ", rows));
        Assert.ThrowsExactly<ArgumentNullException>(() => classes.SaveReport(path, null!));
        Assert.ThrowsExactly<OperationCanceledException>(() => classes.SaveReport(path, rows, null, new CancellationToken(canceled: true)));
        Assert.ThrowsExactly<IOException>(() => classes.SaveReport(Folder.PathOf("none", "report.html"), rows));
        Assert.AreEqual("MaxPoints", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            new RnnReportOptions { MaxPoints = 9 }).ParamName);
        Assert.AreEqual(
            "MaxWorstRows", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => new RnnReportOptions { MaxWorstRows = 0 }).ParamName);
        Assert.IsFalse(File.Exists(path));
    }

    // Numbers that are no scores of the network, by the name of scores; the label is a number too.
    private static IDataView Copied(IDataView rows, string column) => ML.Transforms.CopyColumns("Score", column)
        .Append(ML.Transforms.CopyColumns("Label", "Number")).Fit(rows).Transform(rows);

    private static ReportFile Save(RnnTransformer network, IDataView view, RnnReportOptions? options = null)
    {
        string path = Folder.PathOf("report.html");
        network.SaveReport(path, view, options);
        return new(path);
    }

    private sealed class Scored
    {
        public bool Label { get; set; }

        public float Score { get; set; }
    }
}
