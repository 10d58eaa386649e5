using System.Globalization;

namespace RnnTrainer.Tests.Ts;

[TestClass]
public sealed class TsContentTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [TestMethod]
    public void WhatAFileHoldsIsRead_HoweverItIsWritten()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            Random random = new(seed);
            TsContent content = TsContent.Draw(random);
            string file = content.Write(random);

            AssertSame(content, TsContent.Read(folder.Write("any.ts", file)), $"seed {seed}:\n{file}");
        }
    }

    [TestMethod]
    public void TheCultureChangesNothing()
    {
        TsContent content = TsContent.Draw(new Random(1));
        string path = folder.Write("any.ts", content.ToFile());
        CultureInfo before = CultureInfo.CurrentCulture, commas = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        commas.NumberFormat.NumberDecimalSeparator = ",";
        try
        {
            CultureInfo.CurrentCulture = commas;
            AssertSame(content, TsContent.Read(path), "decimal commas");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [TestMethod]
    public void LinesLongerThanTheBufferAreRead()
    {
        Random random = new(1);
        TsContent content = new(2, null, [.. new[] { 1, 70_000, 3, 30_000, 5 }.Select(steps =>
            (Enumerable.Range(0, 2 * steps).Select(_ => random.NextSingle()).ToArray(), (object?)"a"))]);

        AssertSame(content, TsContent.Read(folder.Write("long.ts", content.ToFile())), "long lines");
    }

    [TestMethod]
    [DataRow("@classLabel true a b\n@equalLength true", "1,2,3:4,5,6:a", "Single, 3, 2", "String")]
    [DataRow("@targetLabel true", "1,2,3:4,5,6:0.5", "Single, 3, 2", "Single")]
    [DataRow("@classLabel false", "1,2,3:4,5,6", "Single, 3, 2", null)]
    [DataRow("@univariate true\n@equalLength false\n@seriesLength 9", "1,2,3", "Single, *, 1", null)]
    [DataRow("@univariate true", "1,2,3\n1,2", "Single, *, 1", null)]
    [DataRow("@seriesLength 3", "1,2,3\n4,5,6", "Single, 3, 1", null)]
    public void TheSchemaIsWhatHeaderAndRowsSay(string header, string rows, string features, string? label)
    {
        IDataView view = new MLContext().Data.LoadFromTs(folder.Write("any.ts", $"{header}\n@data\n{rows}\n"));

        Assert.AreEqual($"Vector<{features}>", view.Schema["Features"].Type.ToString());
        Assert.AreEqual(label, view.Schema.GetColumnOrNull("Label")?.Type.ToString());
        Assert.AreEqual(rows.Split('\n').Length, view.GetRowCount());
    }

    [TestMethod]
    public void ValuesAreNotReadWhereNobodyAsksForThem()
    {
        IDataView view = new MLContext().Data.LoadFromTs(folder.Write("any.ts", "@classLabel true\n@data\n1,oops,3:a\n4,5,6:b\n"));

        CollectionAssert.AreEqual(new[] { "a", "b" }, view.GetColumn<string>("Label").ToArray());
    }

    private static void AssertSame(TsContent expected, TsContent actual, string what)
    {
        Assert.AreEqual((expected.Channels, expected.Steps), (actual.Channels, actual.Steps), what);
        Assert.HasCount(expected.Rows.Count, actual.Rows, what);
        for (int i = 0; i < expected.Rows.Count; i++)
        {
            Assert.AreEqual(expected.Rows[i].Label, actual.Rows[i].Label, what);
            CollectionAssert.AreEqual(expected.Rows[i].Values, actual.Rows[i].Values, what);
        }
    }
}
