using System.IO.Compression;
using System.Reflection;
using RnnTrainer.Tests.Contract;

namespace RnnTrainer.Tests.Model;

[TestClass]
public sealed class SaveAndLoadTests
{
    [TestMethod]
    public void AFreshProcessWithoutTorchGivesTheSameScoresBitForBit()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("model.zip");
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer model = new RnnEstimator(ml, ToySequences.Options).Fit(data);
        ITransformer chain = ml.Transforms.Reshape("Features", null, 5, 3).Fit(data).Append(model);
        ml.Model.Save(chain, data.Schema, file);

        ChildProcess child = ChildProcess.Program("tests/ModelLoader", "ModelLoader", file).Succeeded();
        string expected = chain.Transform(ml.Data.LoadFromEnumerable(ToySequences.Rows(20, seed: 3))).Numbers().Bits();
        CollectionAssert.AreEqual(new[] { $"transform: {expected}", $"engine: {expected}", "loaded: RnnTrainer.Scoring",
            "torch files: none" }, child.Lines);
    }

    [TestMethod]
    public void EverythingComesBack()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        RnnTransformer saved = new RnnEstimator(ml, ToySequences.Options with
        {
            LabelColumnName = "Label",
            ValidationFraction = 0.1f
        }).Fit(data);
        RnnTransformer loaded = Reload(ml, saved, data);
        Assert.AreNotSame(saved, loaded);
        Assert.AreEqual((saved.FeatureColumnName, saved.LabelColumnName, saved.FeatureColumnType),
            (loaded.FeatureColumnName, loaded.LabelColumnName, loaded.FeatureColumnType));
        CollectionAssert.AreEqual(saved.History.ToArray(), loaded.History.ToArray());
        Assert.IsNotNull(loaded.History[0].ValidationLoss);
        Assert.IsNotNull(saved.BestEpoch);
        Assert.AreEqual(saved.BestEpoch, loaded.BestEpoch);
        Assert.AreEqual(saved.Model.Network, loaded.Model.Network);
        CollectionAssert.AreEqual(saved.Model.Parameters.ToArray(), loaded.Model.Parameters.ToArray());
        CollectionAssert.AreEqual(new object[] { "a", "b", "c" }, loaded.Model.LabelValues.ToArray());
    }

    [TestMethod]
    public void LabelValuesOfEveryTypeComeBack()
    {
        Array[] all =
        [
            new[] { "a", "", "ß" }, new[] { true, false }, new sbyte[] { -1, 2 }, new byte[] { 1, 255 }, new short[] { -3, 4 },
            new ushort[] { 5, 65535 },
            new[] { int.MinValue, 6 }, new uint[] { 7, uint.MaxValue }, new[] { long.MinValue, 8 }, new ulong[] { 9, ulong.MaxValue },
            new[] { float.NaN, 1.5f }, new[] { double.Epsilon, -2.5 },
            new[] { DateTime.MinValue, new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc) },
            new[] { new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(-7)) }, new[] { TimeSpan.MaxValue, TimeSpan.FromTicks(-1) },
        ];
        foreach (Array values in all)
        {
            MemoryStream stream = new();
            RnnTrainer.Values.LabelValueFormat.Write(new BinaryWriter(stream), values);
            stream.Position = 0;
            Array read = RnnTrainer.Values.LabelValueFormat.Read(new RnnTrainer.Files.BoundedReader(stream), values.Length)!;
            Assert.AreEqual(values.GetType(), read.GetType());
            CollectionAssert.AreEqual(values, read);
            Assert.AreEqual(stream.Length, stream.Position);
        }
    }

    [TestMethod]
    public void AnAlteredModelFileIsRefusedWithAReason()
    {
        using TemporaryFolder folder = new();
        string file = folder.PathOf("model.zip");
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        ml.Model.Save(new RnnEstimator(ml, ToySequences.Options).Fit(data), data.Schema, file);
        using (ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            ZipArchiveEntry entry = zip.Entries.Single(item => item.FullName.Replace('\\', '/') == "TransformerChain/Model.key"
                || item.FullName.Contains("Transform_000", StringComparison.Ordinal));
            byte[] bytes = new byte[entry.Length];
            using (Stream stream = entry.Open())
                stream.ReadExactly(bytes);
            bytes[bytes.Length / 2] ^= 1;
            string name = entry.FullName;
            entry.Delete();
            using Stream altered = zip.CreateEntry(name).Open();
            altered.Write(bytes);
        }
        // ML.NET creates components through reflection and hands on what that throws, so the reason is the inner exception.
        TargetInvocationException error = Assert.ThrowsExactly<TargetInvocationException>(() => ml.Model.Load(file, out _));
        Assert.IsInstanceOfType<FormatException>(error.InnerException);
        StringAssert.Contains(error.InnerException.Message, "checksum");
    }

    [TestMethod]
    public void ATruncatedModelFileFailsCleanlyWhereverItIsCut()
    {
        MLContext ml = new(1);
        IDataView data = ToySequences.Data(ml);
        using MemoryStream whole = new();
        ml.Model.Save(new RnnEstimator(ml, ToySequences.Options).Fit(data), data.Schema, whole);
        byte[] bytes = whole.ToArray();
        for (int length = 0; length < bytes.Length; length += 37)
        {
            using MemoryStream cut = new(bytes, 0, length);
            Exception error = Assert.Throws<Exception>(() => ml.Model.Load(cut, out _));
            Assert.IsTrue(error is TargetInvocationException { InnerException: FormatException } or FormatException or InvalidDataException
                or InvalidOperationException or ArgumentException or EndOfStreamException, $"{length}: {error.GetType()}");
        }
    }

    private static RnnTransformer Reload(MLContext ml, ITransformer model, IDataView data)
    {
        using MemoryStream stream = new();
        ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        ITransformer loaded = new MLContext().Model.Load(stream, out DataViewSchema schema);
        CollectionAssert.AreEqual(ViewText.Of(data.Schema), ViewText.Of(schema));
        return loaded as RnnTransformer ?? (RnnTransformer)((IEnumerable<ITransformer>)loaded).Single();
    }
}
