namespace RnnTrainer.Tests.Idx;

[TestClass]
public sealed class IdxPipelineTests
{
    [TestMethod]
    [DataRow(false)]
    [DataRow(true)]
    public void StandardTransformsKeepRowsTogetherWithTheirLabels(bool gzip)
    {
        using var pair = new IdxPair(gzip, 1000, 7, 28);
        var context = new MLContext(seed: 1);
        List<IdxRow> expected = pair.Expected();

        IDataView singles = context.Transforms.Conversion.ConvertType("Singles", "Pixels", DataKind.Single).Fit(pair.View)
            .Transform(pair.View);
        IDataView shuffled = context.Data.ShuffleRows(context.Data.Cache(singles), seed: 2);
        float[][] values = shuffled.GetColumn<float[]>("Singles").ToArray();
        byte[] labels = shuffled.GetColumn<byte>("Label").ToArray();
        (string, uint?)[] actual = values
            .Select((row, i) => (Convert.ToHexString(Array.ConvertAll(row, value => (byte)value)), (uint?)labels[i])).ToArray();

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 7, 28), singles.Schema["Singles"].Type);
        CollectionAssert.AreEquivalent(expected.Select(row => (row.Pixels, row.Label)).ToArray(), actual);
        Assert.AreNotEqual(expected[0].Pixels, actual[0].Item1, "nothing was shuffled");
    }
}
