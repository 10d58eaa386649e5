using System.Xml.Linq;

namespace RnnTrainer.Tests.Reports;

/// <summary>Learning curves as a file of their own.</summary>
[TestClass]
public sealed class LearningCurvesTests
{
    [TestMethod]
    public void EachMeasureIsAPlotWithALineForEachKindOfRows()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("curves.svg");
        RnnEpoch[] tested = [.. HistoryLines.Two.Select(epoch => epoch with
        {
            Metrics = new Dictionary<string, double>(epoch.Metrics) { ["TestLoss"] = 0.5 },
        })];
        tested.SaveAsSvg(path);
        XElement file = XDocument.Load(path).Root!;
        XElement[] plots = [.. file.Elements().Where(one => one.Name.LocalName == "svg")];
        Assert.HasCount(2, plots);
        Assert.AreEqual("840 x 290", $"{file.Attribute("width")!.Value} x {file.Attribute("height")!.Value}");
        CollectionAssert.AreEqual(new[] { "0", "420" }, plots.Select(plot => plot.Attribute("x")!.Value).ToArray());
        foreach (string text in (string[])["Loss", "training", "validation", "test", "epoch"])
            Assert.Contains(text, plots[0].Descendants().Select(one => one.Value));
        Assert.DoesNotContain("test", plots[1].Descendants().Select(one => one.Value).ToArray());
        Assert.DoesNotContain("black", File.ReadAllText(path), "letters take the reader's colour");
    }

    [TestMethod]
    public void OfALongRunSomeEpochsAreDrawn()
    {
        using TemporaryFolder folder = new();
        RnnEpoch[] epochs = [.. Enumerable.Range(1, 5000).Select(epoch => HistoryLines.Line(epoch, 0, ("Loss", 1.0 / epoch)))];
        epochs.SaveAsSvg(folder.PathOf("curves.svg"));
        Assert.IsLessThan(20_000, new FileInfo(folder.PathOf("curves.svg")).Length);
    }

    [TestMethod]
    public void WithoutAnEpochThereIsNothingToDraw()
    {
        using TemporaryFolder folder = new();
        Assert.ThrowsExactly<ArgumentException>(() => Array.Empty<RnnEpoch>().SaveAsSvg(folder.PathOf("curves.svg")));
        Assert.ThrowsExactly<IOException>(() => HistoryLines.Two.SaveAsSvg(folder.PathOf("none", "curves.svg")));
        Assert.IsEmpty(Directory.GetFileSystemEntries(folder.FullPath));
    }
}
