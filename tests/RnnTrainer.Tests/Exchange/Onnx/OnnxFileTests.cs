using Microsoft.ML.OnnxRuntime;
using RnnTrainer.Exchange.Onnx;
using RnnTrainer.Files;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>What the file says of itself, where it goes, and what is refused.</summary>
[TestClass]
public sealed class OnnxFileTests
{
    private static readonly MLContext Ml = new(1);

    private static readonly NetworkSpec Fixed = NetworkForms.Of(5, 3, 4, 3),
        Any = Fixed.WithTimeSteps(InputSpec.AnyTimeSteps) with { Pooling = PoolingSummaries.Joined };

    [TestMethod]
    public void TheFileSaysWhatItIs()
    {
        byte[] file = OnnxSession.Bytes(OnnxNetworks.Create(Ml, Any, new[] { "a", "\"b\"", "ß" }), new() { OperatorSet = 15 });
        ModelProto model = ModelProto.Parser.ParseFrom(file);
        Assert.AreEqual((8L, 15L, ""), (model.IrVersion, model.OpsetImport.Single().Version, model.OpsetImport.Single().Domain));
        Assert.AreEqual(typeof(RnnTransformer).Assembly.GetName().Version!.ToString(3), model.ProducerVersion);
        Assert.IsTrue(model.Graph.Input.Concat(model.Graph.Output).All(value => value.DocString.Length > 10));
        using OnnxSession session = new(file);
        ModelMetadata metadata = session.Session.ModelMetadata;
        Assert.AreEqual("RnnTrainer", metadata.ProducerName);
        StringAssert.Contains(metadata.Description, "4 Rnn (Tanh) units");
        CollectionAssert.AreEqual(new[] { "a", "\"b\"", "ß" },
            System.Text.Json.JsonSerializer.Deserialize<string[]>(metadata.CustomMetadataMap["labels"]));
    }

    [TestMethod]
    public void LabelsAreTextWhateverTheirType()
    {
        Assert.AreEqual("""["1.5","-2"]""", Labels(new[] { 1.5f, -2 }));
        Assert.AreEqual("""["True","False"]""", Labels(new[] { true, false }));
        Assert.IsNull(Labels(null));

        static string? Labels(Array? values) => ModelProto.Parser.ParseFrom(
            OnnxSession.Bytes(OnnxNetworks.Create(Ml, Fixed with { Head = new HeadSpec(RnnHead.Softmax, 2) }, values)))
            .MetadataProps.SingleOrDefault(property => property.Key == "labels")?.Value;
    }

    [TestMethod]
    public void DimensionsAreKnownWhereTheyAre()
    {
        Assert.AreEqual("Features batch,5,3; PredictedLabel batch; Score batch,3", Values(OnnxNetworks.Create(Ml, Fixed)));
        Assert.AreEqual("Features batch,time_steps,3; SequenceLengths batch; PredictedLabel batch; Score batch,3",
            Values(OnnxNetworks.Create(Ml, Any)));
        Assert.AreEqual("x batch,time_steps,3; n batch; y batch; p batch,3",
            Values(OnnxNetworks.Create(Ml, Any), new()
            {
                FeaturesName = "x",
                SequenceLengthsName = "n",
                PredictedLabelName = "y",
                ScoreName = "p"
            }));
        Assert.AreEqual("Features batch,time_steps,3; PredictedLabel batch; Score batch,3",
            Values(OnnxNetworks.Create(Ml, Any), new() { IncludeSequenceLengths = false }));

        static string Shape(TypeProto.Types.Tensor type) =>
            string.Join(',', type.Shape.Dim.Select(dimension => dimension.HasDimValue ? $"{dimension.DimValue}" : dimension.DimParam));

        static string Values(RnnTransformer model, RnnOnnxOptions? options = null)
        {
            GraphProto graph = ModelProto.Parser.ParseFrom(OnnxSession.Bytes(model, options)).Graph;
            return string.Join("; ", graph.Input.Concat(graph.Output).Select(value => $"{value.Name} {Shape(value.Type.TensorType)}"));
        }
    }

    [TestMethod]
    public void NamesOfTheGraphsInsideMayBeUsedOutside()
    {
        RnnTransformer model = OnnxNetworks.Create(Ml, Any);
        GraphProto graph = ModelProto.Parser.ParseFrom(OnnxSession.Bytes(model)).Graph;
        string[] inside = [.. graph.Node.SelectMany(node => node.Output).Concat(graph.Initializer.Select(tensor => tensor.Name))
            .Where(name => name is not ("Score" or "PredictedLabel"))];
        CollectionAssert.AllItemsAreUnique(inside);
        Assert.IsGreaterThan(20, inside.Length);
        foreach (string name in inside)
        {
            using OnnxSession session = OnnxSession.Of(model, new() { FeaturesName = name });
            Assert.IsTrue(session.Session.InputMetadata.ContainsKey(name));
        }
    }

    [TestMethod]
    public void AFileIsWrittenWholeOrNotAtAll()
    {
        using TemporaryFolder folder = new();
        RnnTransformer model = OnnxNetworks.Create(Ml, Fixed);
        string path = folder.Write("model.onnx", "old");
        model.SaveAsOnnx(path);
        CollectionAssert.AreEqual(OnnxSession.Bytes(model), File.ReadAllBytes(path));

        Assert.ThrowsExactly<InvalidOperationException>(() => WholeFile.Write(path, stream =>
        {
            stream.Write([1, 2, 3]);
            throw new InvalidOperationException("half-way");
        }));
        CollectionAssert.AreEqual(OnnxSession.Bytes(model), File.ReadAllBytes(path), "the old file is there still");
        CollectionAssert.AreEqual(new[] { path }, Directory.GetFileSystemEntries(folder.FullPath), "and nothing else");
    }

    [TestMethod]
    public void PathsThatCannotBeWrittenAreRefused()
    {
        using TemporaryFolder folder = new();
        RnnTransformer model = OnnxNetworks.Create(Ml, Fixed);
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => model.SaveAsOnnx(folder.FullPath)).Message, folder.FullPath);
        string nowhere = folder.PathOf("no", "model.onnx");
        string message = Assert.ThrowsExactly<IOException>(() => model.SaveAsOnnx(nowhere)).Message;
        StringAssert.Contains(message, $"The file '{nowhere}' cannot be written: There is no folder");
        Assert.Throws<IOException>(() => model.SaveAsOnnx(Path.Combine(folder.Write("file", "x"), "model.onnx")), "a file is no folder");
        Assert.Throws<ArgumentException>(() => model.SaveAsOnnx(""));
        Assert.Throws<ArgumentException>(() => model.SaveAsOnnx((string)null!));
        Assert.ThrowsExactly<ArgumentNullException>(() => model.SaveAsOnnx("x", null!));
        CollectionAssert.AreEqual(new[] { folder.PathOf("file") }, Directory.GetFileSystemEntries(folder.FullPath));
    }

    [TestMethod]
    public void AStreamStaysOpenAndMustBeWritable()
    {
        RnnTransformer model = OnnxNetworks.Create(Ml, Fixed);
        using MemoryStream stream = new();
        stream.WriteByte(7);
        model.SaveAsOnnx(stream);
        Assert.IsTrue(stream.CanWrite);
        CollectionAssert.AreEqual(OnnxSession.Bytes(model), stream.ToArray()[1..]);

        using MemoryStream readOnly = new(new byte[100], writable: false);
        MemoryStream closed = new();
        closed.Dispose();
        foreach (Stream bad in new[] { readOnly, closed })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => model.SaveAsOnnx(bad)).Message, "closed or read-only");
        Assert.ThrowsExactly<ArgumentNullException>(() => model.SaveAsOnnx((Stream)null!));
    }

    [TestMethod]
    public void OptionsThatMakeNoModelAreRefused()
    {
        foreach (Action bad in new Action[]
        {
            () => _ = new RnnOnnxOptions { ScoreName = "" }, () => _ = new RnnOnnxOptions { PredictedLabelName = " " },
                () => _ = new RnnOnnxOptions { FeaturesName = "" },
            () => _ = new RnnOnnxOptions { SequenceLengthsName = "" }, () => _ = new RnnOnnxOptions { ScoreName = null! },
        })
            Assert.Throws<ArgumentException>(bad);
        Assert.AreEqual("OperatorSet", Assert.ThrowsExactly<ArgumentOutOfRangeException>(() =>
            _ = new RnnOnnxOptions { OperatorSet = 10 }).ParamName);
        Assert.ThrowsExactly<ArgumentOutOfRangeException>(() => _ = new RnnOnnxOptions { OperatorSet = 18 });

        using MemoryStream stream = new();
        RnnTransformer any = OnnxNetworks.Create(Ml, Any);
        foreach (RnnOnnxOptions same in new RnnOnnxOptions[]
        {
            new() { ScoreName = "PredictedLabel" }, new() { ScoreName = "Features" }, new() { SequenceLengthsName = "Score" },
                new() { FeaturesName = "SequenceLengths" },
        })
            StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() => any.SaveAsOnnx(stream, same)).Message, "different names");
        Assert.AreEqual(0, stream.Length);
        OnnxNetworks.Create(Ml, Fixed).SaveAsOnnx(stream, new() { SequenceLengthsName = "Score" }); // has no such input
    }

    [TestMethod]
    public void MoreThanAFileHoldsIsRefusedBeforeItIsMade()
    {
        OnnxFile.CheckSize(NetworkForms.Of(1, 1, 23_000, 2));
        // 4 x 24,000² bytes
        string message = Assert.ThrowsExactly<NotSupportedException>(() => OnnxFile.CheckSize(NetworkForms.Of(1, 1, 24_000, 2))).Message;
        StringAssert.Contains(message, "2 GiB");
        StringAssert.Contains(message, "24000 Rnn");
    }
}
