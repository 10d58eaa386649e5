using RnnTrainer.MLNet;
using RnnTrainer.Tests.Contract;
using RnnTrainer.Tests.Fuzzing;

namespace RnnTrainer.Tests;

[TestClass]
public sealed class ReshapeTests
{
    [TestMethod]
    public void KeepsTheEstimatorContract()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        EstimatorContract.Check(ml, ml.Transforms.Reshape("Shaped", "Features", 3, 1, 5), data,
            new("no input column", ml.Transforms.DropColumns("Features").Fit(data).Transform(data)),
            new("input is a scalar", ml.Transforms.CopyColumns("Features", "Number").Fit(data).Transform(data)),
            new("input of unknown size", ml.Transforms.Text.TokenizeIntoWords("Features", "Name").Fit(data).Transform(data)),
            new("input of another size", ml.Transforms.Concatenate("Features", "Features", "Number").Fit(data).Transform(data),
                SeenInShape: false));
        EstimatorContract.Check(ml, ml.Transforms.Reshape("Features", null, 15), data);
    }

    [TestMethod]
    [DataRow(DataKind.Byte)]
    [DataRow(DataKind.Double)]
    [DataRow(DataKind.String)]
    public void WorksOnAnyItemType(DataKind kind)
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml, 6);
        // numbers convert to integers by way of text only
        data = ml.Transforms.Conversion.ConvertType("Features", outputKind: DataKind.String)
            .Append(ml.Transforms.Conversion.ConvertType("Features", outputKind: kind)).Fit(data).Transform(data);
        IDataView shaped = ml.Transforms.Reshape("Shaped", "Features", 5, 3).Fit(data).Transform(data);
        VectorDataViewType type = (VectorDataViewType)shaped.Schema["Shaped"].Type;
        CollectionAssert.AreEqual(new[] { 5, 3 }, type.Dimensions.ToArray());
        Assert.AreEqual(((VectorDataViewType)data.Schema["Features"].Type).ItemType, type.ItemType);
        CollectionAssert.AreEqual(ViewText.Rows(data, "Features"), ViewText.Rows(shaped, "Shaped"));
    }

    // The format before it had a checksum.
    [TestMethod]
    public void OneSavedAsVersion1Point1StillLoadsOrIsRefusedWhereItIsCut()
    {
        MLContext ml = new(1);
        ModelFile file = new("RESHAPE ", ReshapeTransformerLoader.LoaderSignature, 0x00010001, oldest: 0x00010001);
        using MemoryStream stream = new();
        using (BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            writer.Write("Shaped");
            writer.Write("Features");
            writer.Write(2);
            writer.Write(5);
            writer.Write(3);
        }
        byte[] content = stream.ToArray();
        ReshapeTransformer loaded = Load(content);
        Assert.AreEqual(("Shaped", "Features"), (loaded.OutputColumnName, loaded.InputColumnName));
        CollectionAssert.AreEqual(new[] { 5, 3 }, loaded.Dimensions.ToArray());
        Assert.IsTrue(FuzzedModel.IsDamage(Assert.Throws<Exception>(() => Load(content[..^1]))));

        ReshapeTransformer Load(byte[] bytes)
        {
            using MemoryStream model = new(new ForgedTransformer(file, bytes).ToModel(ml));
            return (ReshapeTransformer)ml.Model.Load(model, out _);
        }
    }

    [TestMethod]
    public void AnnotationsStay()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(9));
        IDataView named = ml.Transforms.Categorical.OneHotEncoding("Name").Append(ml.Transforms.Reshape("Shaped", "Name", 1, 3)).Fit(rows)
            .Transform(rows);
        Assert.AreEqual(ViewText.Of(named.Schema["Name"].Annotations), ViewText.Of(named.Schema["Shaped"].Annotations));
        Assert.IsNotNull(named.Schema["Shaped"].Annotations.Schema.GetColumnOrNull("SlotNames"));
    }

    [TestMethod]
    public void ImpossibleDimensionsAreRefusedWhereTheyAreGiven()
    {
        MLContext ml = new();
        foreach (int[] dimensions in new int[][] { [], [0], [3, -1], [1 << 16, 1 << 16] })
            Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => ml.Transforms.Reshape("Out", "In", dimensions));
        Assert.Throws<ArgumentException>(() => ml.Transforms.Reshape("", "In", 2));
    }

    [TestMethod]
    public void TheErrorNamesColumnTypeAndDimensions()
    {
        MLContext ml = new();
        string message = Assert.ThrowsExactly<RnnColumnException>(() =>
            ml.Transforms.Reshape("Features", null, 28, 28).Fit(ToySequences.Data(ml))).Message;
        StringAssert.Contains(message, "'Features' is Vector<Single, 5, 3>");
        StringAssert.Contains(message, "[28, 28]; it has 15");
    }
}
