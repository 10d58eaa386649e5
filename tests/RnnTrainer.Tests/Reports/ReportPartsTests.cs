using RnnTrainer.Plots;
using RnnTrainer.TaskReports;

namespace RnnTrainer.Tests.Reports;

/// <summary>What reports are made of: samples, bins, and images.</summary>
[TestClass]
public sealed class ReportPartsTests
{
    /// <summary>Each item is as probable as any other: over many samples the mean place is the middle, and every tenth has its
    /// share.</summary>
    [TestMethod]
    public void ASampleIsUniform()
    {
        const int items = 100_000, capacity = 10_000;
        Sample<int> sample = new(capacity);
        for (int item = 0; item < items; item++)
            sample.Add(item);
        Assert.HasCount(capacity, sample.Items);
        CollectionAssert.AllItemsAreUnique(sample.Items.ToArray());
        // A tenth has 1000 of them, with a standard deviation of 28.5.
        foreach (IGrouping<int, int> tenth in sample.Items.GroupBy(item => item / (items / 10)))
            Assert.IsInRange(1000 - 150, 1000 + 150, tenth.Count());
        Assert.AreEqual(". 10,000 of 100,000 rows, drawn at random", sample.Note("rows"));
    }

    [TestMethod]
    public void AFewItemsAreAllInTheSample()
    {
        Sample<int> sample = new(5);
        for (int item = 0; item < 5; item++)
            sample.Add(item);
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4 }, sample.Items.ToArray());
        Assert.AreEqual("", sample.Note("rows"));
    }

    [TestMethod]
    public void CalibrationIsTheMeanDistanceOfBins()
    {
        CalibrationBins bins = new();
        foreach ((double probability, bool isHit) in ((double, bool)[])[(0.25, true), (0.25, false), (1, true), (1, true), (0, false)])
            bins.Add(probability, isHit);
        CollectionAssert.AreEqual(new[] { (0.0, 0.0, 1L), (0.25, 0.5, 2L), (1.0, 1.0, 2L) }, bins.Filled.ToArray());
        Assert.AreEqual(2 / 5.0 * 0.25, bins.Error, 1e-15);
    }

    [TestMethod]
    [DataRow(new[] { 0f, 0.5f, 1, 0.2f }, new byte[] { 0, 128, 255, 51 }, DisplayName = "0 to 1 as it is")]
    [DataRow(new[] { -10f, 0, 10, float.NaN }, new byte[] { 0, 128, 255, 0 }, DisplayName = "from least to largest")]
    [DataRow(new[] { 3f, 3, 3, 3 }, new byte[] { 0, 0, 0, 0 }, DisplayName = "all alike")]
    public void AnImageHasAPixelForEachNumber(float[] values, byte[] pixels)
    {
        using MLImage image = MLImage.CreateFromStream(new MemoryStream(GreyImage.Png(values, stride: 2, width: 2, height: 2)));
        Assert.AreEqual((2, 2), (image.Width, image.Height));
        CollectionAssert.AreEqual(pixels, image.Pixels.ToArray().Where((_, i) => i % 4 == 0).ToArray());
    }

    [TestMethod]
    public void ALineHasAGapWhereThereIsNoNumber()
    {
        string svg = SparkLines.Svg([[0, 1, float.NaN, 1, 0]]);
        Assert.Contains("d=\"M3 53L41.5 3M118.5 3L157 53\"", svg);
    }
}
