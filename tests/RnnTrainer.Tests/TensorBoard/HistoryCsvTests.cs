using System.Globalization;

namespace RnnTrainer.Tests.TensorBoard;

/// <summary>A history as a CSV file.</summary>
[TestClass]
public sealed class HistoryCsvTests
{
    [TestMethod]
    public void EachEpochIsALineAndEachMetricAColumn()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("history.csv");
        CultureInfo before = CultureInfo.CurrentCulture, comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = comma;
            HistoryLines.Two.SaveAsCsv(path);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
        Assert.AreEqual("""
            Epoch,Step,LearningRate,GradientNorm,Loss,Accuracy,ValidationLoss,ValidationAccuracy
            1,2,0.001,0,0.5,0.25,,
            2,4,0.001,1.5,0.4,0.5,0.45,0.75

            """.ReplaceLineEndings("\n"), File.ReadAllText(path));
    }

    [TestMethod]
    public void NamesOfOnesOwnAreQuotedAndAnEmptyHistoryHasAHead()
    {
        using TemporaryFolder folder = new();
        string path = folder.PathOf("history.csv");
        new[] { HistoryLines.Line(1, 0, ("a, \"b\"", 0.1 + 0.2)) }.SaveAsCsv(path);
        Assert.AreEqual("Epoch,Step,LearningRate,GradientNorm,\"a, \"\"b\"\"\"\n1,2,0.001,0,0.30000000000000004\n", File.ReadAllText(path));
        Array.Empty<RnnEpoch>().SaveAsCsv(path);
        Assert.AreEqual("Epoch,Step,LearningRate,GradientNorm\n", File.ReadAllText(path));
        Assert.ThrowsExactly<IOException>(() => HistoryLines.Two.SaveAsCsv(folder.PathOf("none", "history.csv")));
    }
}
