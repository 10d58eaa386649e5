using RnnTrainer.Exchange.Safetensors;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>What this library writes it reads back, without options.</summary>
[TestClass]
public sealed class SafetensorsRoundTripTests
{
    [TestMethod]
    public void EveryFormComesBackWithTheSameBits()
    {
        foreach (NetworkSpec any in NetworkForms.All())
        {
            foreach (NetworkSpec shape in new[] { any, any.WithTimeSteps(7) })
                AssertComesBack(shape);
        }
        foreach (NetworkSpec shape in NetworkForms.WithHighway(timeSteps: 7))
            AssertComesBack(shape);
    }

    private static void AssertComesBack(NetworkSpec shape)
    {
        RnnTransformer model = SafetensorsBytes.Transformer(shape);
        byte[] file = SafetensorsBytes.Save(model);
        Assert.AreEqual(0, (file.Length - SafetensorsBytes.Split(file).Data.Length) % 8, "the data begin aligned");
        AssertEqual(model, SafetensorsBytes.Load(file));
        AssertEqual(model, RnnTransformer.FromSafetensors(new MLContext(), new SafetensorsBytes.Trickle(file)));
    }

    [TestMethod]
    public void AHighwayHasItsNameAndNeedsItsLength()
    {
        NetworkSpec shape = NetworkForms.WithHighway(timeSteps: 5).Last(network => network.Head.Kind == RnnHead.Quantiles);
        RnnTransformer model = SafetensorsBytes.Transformer(shape);
        RnnTensorNames names = new() { Highway = "skip.linear" };
        byte[] file = SafetensorsBytes.Save(model, names);
        SafetensorsReader reader = SafetensorsReader.Open(new MemoryStream(file));
        CollectionAssert.AreEqual(new long[] { 2, 15 }, reader.Header.Tensors["skip.linear.weight"].Dimensions.ToArray());
        AssertEqual(model, SafetensorsBytes.Load(file, new() { Names = names }));

        byte[] bare = SafetensorsBytes.WithoutMetadata(SafetensorsBytes.Save(model));
        RnnImportOptions options = new() { QuantileLevels = [.. shape.Head.Levels!], TimeSteps = 5 };
        Assert.AreEqual(shape, SafetensorsBytes.Load(bare, options).Model.Network);
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(
            () => SafetensorsBytes.Load(bare, options with { TimeSteps = null })).Message, "a highway, 'highway.weight'");
        StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(
            () => SafetensorsBytes.Load(bare, options with { TimeSteps = 6 })).Message, "must have the dimensions [2, 18]");
    }

    [TestMethod]
    public void LabelsOfEveryTypeComeBack()
    {
        Array[] labels =
        [
            new[] { "a", "\"é\" \u0001😀" }, new[] { true, false }, new sbyte[] { -1, 1 }, new byte[] { 0, 255 }, new short[] { -1, 1 },
            new ushort[] { 0, 65535 }, new[] { int.MinValue, 1 },
            new uint[] { 0, uint.MaxValue }, new[] { long.MinValue, 1 }, new ulong[] { 0, ulong.MaxValue }, new[] { 0.1f, float.Epsilon },
            new[] { 0.1, double.MaxValue },
            new[] { new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc).AddTicks(1), new DateTime(1, DateTimeKind.Unspecified) },
            new[] { new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(-5.5)), default },
            new[] { TimeSpan.MinValue, new TimeSpan(1) },
        ];
        Assert.IsTrue(labels.All(values => LabelValueFormat.Supports(values.GetType().GetElementType()!)));
        Assert.AreEqual(labels.Length, labels.Select(values => values.GetType()).Distinct().Count());
        foreach (Array values in labels)
        {
            RnnTransformer model = SafetensorsBytes.Transformer(NetworkForms.Of(0, 1, 1, 2), values);
            RnnTransformer read = SafetensorsBytes.Load(SafetensorsBytes.Save(model));
            AssertEqual(model, read);
            Assert.AreEqual(values.GetType(), read.Model.LabelValueArray!.GetType());
            if (values is DateTime[] times)
                CollectionAssert.AreEqual(times.Select(time => time.Kind).ToArray(),
                    read.Model.LabelValues.Cast<DateTime>().Select(time => time.Kind).ToArray());
        }
    }

    [TestMethod]
    public void ATrainedModelComesBackThroughAFileAndWorksInAPipeline()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        IDataView data = RaggedSequences.Padded(ml, 9, RaggedSequences.Rows(60));
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options with { LengthColumnName = "Steps" }).Fit(data);
        string path = folder.Write("model.safetensors", "an older file"), zip = folder.PathOf("model.zip");
        model.SaveAsSafetensors(path);
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(folder.FullPath), "nothing else is left");

        RnnTransformer read = RnnTransformer.FromSafetensors(ml, path);
        AssertEqual(model, read);
        Assert.IsEmpty(read.History);
        ITransformer pipeline = read.Append(ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel").Fit(read.Transform(data)));
        ml.Model.Save(pipeline, data.Schema, zip);
        ITransformer loaded = new MLContext().Model.Load(zip, out _);
        CollectionAssert.AreEqual(
            model.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray(),
            loaded.Transform(data).GetColumn<float[]>("Score").SelectMany(score => score).ToArray());
        Assert.IsTrue(loaded.Transform(data).GetColumn<string>("Name").All(name => name is "a" or "b" or "c"));

        // And training goes on from it.
        RnnTransformer further = new RnnEstimator(ml, ToySequences.Options with { LengthColumnName = "Steps" }).Fit(data, read);
        Assert.HasCount(ToySequences.Options.Epochs!.Value, further.History);
    }

    [TestMethod]
    public void NamesAreChosenAndColumnsReplaced()
    {
        RnnTransformer model = SafetensorsBytes.Transformer(NetworkForms.Of(7, 2, 3, 2, cell: RnnCell.Lstm));
        RnnTensorNames names = new() { Recurrent = "encoder.0", Head = "classifier.linear" };
        byte[] file = SafetensorsBytes.Save(model, names);
        SafetensorsReader reader = SafetensorsReader.Open(new MemoryStream(file));
        CollectionAssert.AreEquivalent(
            new[] { "encoder.0.weight_ih_l0", "encoder.0.weight_hh_l0", "encoder.0.bias_ih_l0", "encoder.0.bias_hh_l0",
                "classifier.linear.weight", "classifier.linear.bias" }, reader.Header.Tensors.Keys.ToArray());
        AssertEqual(model, SafetensorsBytes.Load(file, new() { Names = names }));
        AssertEqual(model, SafetensorsBytes.Load(file));
        string message = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(file, new() { Names = new() })).Message;
        StringAssert.Contains(message, "no tensor 'rnn.weight_ih_l0'; there are 'classifier.linear.bias'");

        RnnTransformer other = SafetensorsBytes.Load(file,
            new() { Names = names, FeatureColumnName = "F", LengthColumnName = "N", LabelColumnName = "L", Labels = [1.5, 2.5] });
        Assert.AreEqual(("F", "N", "L", (int?)null), (other.FeatureColumnName, other.LengthColumnName, other.LabelColumnName,
            other.Model.TimeSteps));
        Assert.AreEqual(model.FeatureColumnType, other.FeatureColumnType);
        CollectionAssert.AreEqual(new object[] { 1.5, 2.5 }, other.Model.LabelValues.ToArray());
    }

    [TestMethod]
    public void AFailedWriteLeavesTheOldFile()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("model.safetensors", "old");
        // One class's name alone is longer than a header may be.
        RnnTransformer model = SafetensorsBytes.Transformer(NetworkForms.Of(0, 1, 1, 2),
            new[] { "a", new string('x', SafetensorsHeader.MaxLength) });
        StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => model.SaveAsSafetensors(path)).Message,
            "label values are too long");
        Assert.AreEqual("old", File.ReadAllText(path));
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFiles(folder.FullPath));
        Assert.ThrowsExactly<IOException>(() => model.SaveAsSafetensors(folder.PathOf("none", "model.safetensors")));
        Assert.ThrowsExactly<ArgumentException>(() => model.SaveAsSafetensors(new MemoryStream([], writable: false)));
    }

    private static void AssertEqual(RnnTransformer expected, RnnTransformer actual)
    {
        Assert.AreEqual(expected.Model.Network, actual.Model.Network);
        CollectionAssert.AreEqual(expected.Model.Parameters.ToArray(), actual.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(expected.Model.LabelValues.ToArray(), actual.Model.LabelValues.ToArray());
        Assert.AreEqual(
            (expected.FeatureColumnName, expected.LengthColumnName, expected.LabelColumnName, expected.FeatureColumnType),
            (actual.FeatureColumnName, actual.LengthColumnName, actual.LabelColumnName, actual.FeatureColumnType));
    }
}
