using System.Text;
using RnnTrainer.Exchange.Safetensors;
using RnnTrainer.Model;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Tensors that are not those of a network, or contradict what is said of it, are refused by an error that names them.</summary>
[TestClass]
public sealed class SafetensorsImportTests
{
    private static readonly NetworkSpec Shape = NetworkForms.Of(5, 3, 4, 2, cell: RnnCell.Lstm, layers: 2, bidirectional: true);

    // What PyTorch writes: without our metadata.
    private static readonly byte[] Foreign = Edit(Shape, metadata => metadata.Clear());

    [TestMethod]
    public void AForeignFileTellsAllButWhatTheOptionsSay()
    {
        RnnTransformer model = SafetensorsBytes.Load(Foreign);
        Assert.AreEqual(Shape.WithTimeSteps(InputSpec.AnyTimeSteps), model.Model.Network);
        Assert.AreEqual(("Features", null, "Label"), (model.FeatureColumnName, model.LengthColumnName, model.LabelColumnName));
        CollectionAssert.AreEqual(new object[] { 0, 1 }, model.Model.LabelValues.ToArray());

        RnnTransformer said = SafetensorsBytes.Load(Foreign,
            new() { TimeSteps = 9, FeatureColumnName = "F", LabelColumnName = "L", Labels = ["no", "yes"] });
        Assert.AreEqual(Shape.WithTimeSteps(9), said.Model.Network);
        Assert.AreEqual(("F", null, "L", "Vector<Single, 9, 3>"),
            (said.FeatureColumnName, said.LengthColumnName, said.LabelColumnName, $"{said.FeatureColumnType}"));
        CollectionAssert.AreEqual(new object[] { "no", "yes" }, said.Model.LabelValues.ToArray());

        RnnTransformer padded = SafetensorsBytes.Load(Foreign, new() { TimeSteps = 9, LengthColumnName = "N" });
        Assert.AreEqual((null, "N", "Vector<Single, 9, 3>"),
            (padded.Model.TimeSteps, padded.LengthColumnName, $"{padded.FeatureColumnType}"));
        StringAssert.Contains(Assert.ThrowsExactly<ArgumentException>(() =>
            SafetensorsBytes.Load(Foreign, new() { LengthColumnName = "N" })).Message, "TimeSteps is null");
    }

    [TestMethod]
    [DataRow("rnn.weight_hr_l0", "F32", 2, "no part has the tensors 'rnn.weight_hr_l0'.")]
    [DataRow("num_batches_tracked", "I64", 1, "no part has the tensors 'num_batches_tracked'.")]
    [DataRow("rnn.weight_ih_l3", "F32", 2, "no part has the tensors 'rnn.weight_ih_l3'.")]
    [DataRow("rnn.bias_ih_l2", "F32", 2, "'rnn.weight_ih_l2_reverse' are missing from a network of 3 recurrent layers")]
    public void ATensorTooManyIsNamed(string name, string dtype, int count, string message)
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(Foreign);
        int size = count * SafetensorsDtype.SizeOf(dtype)!.Value;
        string text = Encoding.UTF8.GetString(header).TrimEnd();
        string tensor = $"\"{name}\":{{\"dtype\":\"{dtype}\",\"shape\":[{count}],\"data_offsets\":[{data.Length},{data.Length + size}]}}";
        string more = $"{text[..^1]},{tensor}}}";
        Refuses(SafetensorsBytes.Of(Encoding.UTF8.GetBytes(more), [.. data, .. new byte[size]]), new(), message);
    }

    [TestMethod]
    public void ATensorTooFewIsNamed()
    {
        foreach (TorchTensor tensor in TorchTensor.Of(new ParameterLayout(Shape), new()))
        {
            byte[] file = Edit(Shape, without: tensor.Name);
            if (tensor.Name == "head.bias") // torch.nn.Linear(bias=False)
                Assert.IsTrue(SafetensorsBytes.Load(file).Model.GetParameter("head.bias").IndexOfAnyExcept(0f) < 0);
            else
                Refuses(file, new(), $"'{tensor.Name}'");
        }
    }

    [TestMethod]
    public void DimensionsThatDoNotFitAreNamed()
    {
        Refuses(Renamed(Foreign, "[16,3]", "[3,16]"), new(), "'rnn.weight_ih_l0_reverse' [3, 16]", "'rnn.weight_ih_l0' [3, 16]");
        Refuses(Renamed(Foreign, "[16,4]", "[4,16]"), new(), "must have 1 (RNN) or 3 (GRU) or 4 (LSTM) times");
        Refuses(Renamed(Foreign, "[16,4]", "[64]"), new(), "'rnn.weight_hh_l0' [64] must be 2-D");
        Refuses(Renamed(Foreign, "[2,8]", "[16]"), new(), "'head.weight' [16] must be 2-D");
        Refuses(Renamed(Foreign, "[2,8]", "[4,4]"), new(), "read 4 units, where Pooling Last of 4 units x 2 directions gives 8");
    }

    [TestMethod]
    public void WhatContradictsTheFileIsNamed()
    {
        byte[] oneOutput = Edit(NetworkForms.Of(0, 2, 3, 1), metadata => metadata.Clear());
        Refuses(oneOutput, new(), "has 1 output, which is ambiguous. Set RnnImportOptions.Head to Sigmoid");
        Refuses(oneOutput, new() { Head = RnnHead.Softmax }, "has 1 output, which RnnHead.Softmax cannot have. Set RnnImportOptions.Head");
        Refuses(oneOutput, new() { Head = RnnHead.Sigmoid, Labels = ["no"] }, "Labels has 1 value, but the head is Sigmoid");
        Refuses(Foreign, new() { Head = RnnHead.Sigmoid }, "has 2 outputs, which RnnHead.Sigmoid cannot have");
        byte[] own = SafetensorsBytes.Save(SafetensorsBytes.Transformer(Shape, new[] { "a", "b" }));
        Refuses(Foreign, new() { Pooling = RnnPooling.Last | RnnPooling.Max }, "gives 16");
        Refuses(Foreign, new() { Activation = RnnActivation.Relu }, "The activation Relu needs RnnCell.Rnn");
        Refuses(Foreign, new() { Labels = ["a", "b", "c"] }, "has 3 values, but the output layer has 2 classes");
        Refuses(Foreign, new() { TimeSteps = int.MaxValue }, "impossible network");
        Refuses(own, new() { Pooling = RnnPooling.Mean }, "Pooling is Mean, but the file's metadata say Last");
        Refuses(own, new() { Activation = RnnActivation.Relu }, "Activation is Relu, but the file's metadata say Tanh");
        Refuses(own, new() { Head = RnnHead.Sigmoid }, "Head is Sigmoid, but the file's metadata say Softmax");
        Refuses(own, new() { TimeSteps = 6 }, "TimeSteps is 6, but the file's metadata say 5");
        Assert.AreEqual(5, SafetensorsBytes.Load(own, new() { TimeSteps = 5, Pooling = RnnPooling.Last }).Model.TimeSteps);
        foreach ((string from, string to, string message) in new[]
        {
            ("\"version\":1", "\"version\":2", "has version 2"), ("\"cell\":\"Lstm\"", "\"cell\":\"Gru\"", "says that the cell is Gru"),
                ("\"cell\":\"Lstm\"", "\"cell\":1", "cannot be read"),
            ("\"labels\":[\"a\",\"b\"]", "\"labels\":[\"a\"]", "has 1 label, but the output layer has 2 classes"),
            ("\"labelType\":\"String\"", "\"labelType\":\"Int32\"", "not a valid Int32"),
            ("\"labels\":[\"a\",\"b\"]", "\"labels\":[\"a\",null]", "has null instead of a text as label 1"),
            ("\"labels\":[\"a\",\"b\"]", "\"labels\":[\"a\",\"a\"]", "'a' twice"),
            ("\"labelType\":\"String\",\"labels\":[\"a\",\"b\"]", "\"labelType\":\"Int32\",\"labels\":[\"1\",\"+1\"]", "'1' twice"),
            ("\"labels\":[\"a\",\"b\"]", "\"labels\":[\"a\",\"\\ud800\"]", "cannot be read"),
            ("\"labelType\":\"String\"", "\"labelType\":\"Half\"", "known types are String"),
            ("\"labelType\":\"String\"", "\"labelType\":null", "only one of labelType and labels"),
            ("\"featureDimensions\":[1,5,3]", "\"featureDimensions\":[1,5,4]", "ok"),
            ("\"featureDimensions\":[1,5,3]", "\"featureDimensions\":[0,0]", "ok"),
            ("\"featureDimensions\":[1,5,3]", "\"featureDimensions\":[-1,-5,3]", "does not hold"),
            ("\"timeSteps\":5", "\"timeSteps\":-5", "impossible network"),
            ("\"featureColumn\":\"Samples\"", "\"featureColumn\":\"\"", "the name of a column"),
            ("\"featureColumn\":\"Samples\"", "\"featureColumn\":null", "cannot be read"),
            ("\"labelColumn\":\"Class\",", "", "cannot be read"), ("{\"version\"", "{\"more\":1,\"version\"", "cannot be read"),
            ("{\"version\"", "[\"version\"", "cannot be read"),
        })
        {
            byte[] file = Edit(Shape, metadata => metadata[RnnMetadata.Key] = Replaced(metadata[RnnMetadata.Key], from, to),
                labels: new[] { "a", "b" });
            if (message == "ok") // the column's dimensions follow from the time steps then
                Assert.AreEqual("Vector<Single, 5, 3>", $"{SafetensorsBytes.Load(file).FeatureColumnType}");
            else
                Refuses(file, new(), message);
        }
    }

    [TestMethod]
    public void BiasesAreAddedAndMustStayFinite()
    {
        foreach (RnnCell cell in Enum.GetValues<RnnCell>())
        {
            NetworkSpec shape = NetworkForms.Of(0, 2, 3, 2, cell: cell);
            RnnTransformer written = SafetensorsBytes.Transformer(shape);
            float[] second = [.. Enumerable.Range(1, shape.Top.Form.Gates * 3).Select(i => i / 8f)];
            RnnTransformer read = SafetensorsBytes.Load(WithSecondBias(written, second));
            float[] expected = [.. written.Model.GetParameter("rnn.bias_ih_l0").ToArray()
                .Zip(second, (a, b) => shape.Top.Form.HasRecurrentBias ? a : a + b)];
            CollectionAssert.AreEqual(expected, read.Model.GetParameter("rnn.bias_ih_l0").ToArray());
            if (shape.Top.Form.HasRecurrentBias)
                CollectionAssert.AreEqual(second, read.Model.GetParameter("rnn.bias_hh_l0").ToArray());
        }

        NetworkSpec large = NetworkForms.Of(0, 1, 1, 2);
        RnnTransformer huge = new(new MLContext(), new SavedTransformer("L", "F", [0],
            new RnnModel(large, [0, 0, float.MaxValue, 0, 0, 0, 0], null), []));
        Refuses(WithSecondBias(huge, [float.MaxValue]), new(), "too large to be added");
        Refuses(WithSecondBias(huge, [float.NaN]), new(), "NaN at index 0");
    }

    [TestMethod]
    public void ErrorsOfAFileNameIt()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("model.safetensors", "no such thing");
        string message = Assert.ThrowsExactly<InvalidDataException>(() => RnnTransformer.FromSafetensors(new MLContext(), path)).Message;
        StringAssert.Contains(message, path);
        StringAssert.Contains(message, "ot a safetensors file");
        Assert.ThrowsExactly<FileNotFoundException>(() => RnnTransformer.FromSafetensors(new MLContext(), path + "x"));
        Assert.ThrowsExactly<ArgumentException>(() => RnnTransformer.FromSafetensors(new MLContext(), " "));
        MemoryStream closed = new();
        closed.Dispose();
        Assert.ThrowsExactly<ArgumentException>(() => RnnTransformer.FromSafetensors(new MLContext(), closed));
        Assert.ThrowsExactly<ArgumentNullException>(() => RnnTransformer.FromSafetensors(null!, new MemoryStream()));
    }

    [TestMethod]
    public void WhatIsNoFileIsRefusedAsTheDocumentationSays()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new();
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => RnnTransformer.FromSafetensors(ml, folder.FullPath)).Message,
            "It is a folder.");
        Assert.AreEqual("mlContext", Assert.ThrowsExactly<ArgumentNullException>(() =>
            RnnTransformer.FromSafetensors(null!, folder.PathOf("none"))).ParamName);
        Assert.AreEqual("options", Assert.ThrowsExactly<ArgumentNullException>(() =>
            RnnTransformer.FromSafetensors(ml, folder.PathOf("none"), null!)).ParamName);
        if (File.Exists("/dev/zero"))
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => RnnTransformer.FromSafetensors(ml, "/dev/zero")).Message,
                "8 bytes but reports length 0");
        Refuses(Edit(NetworkForms.Of(0, 1, 1, 2, layers: 65), metadata => metadata.Clear()), new(), "1 to 64 layers");
    }

    /// <summary>A header is up to 100 MB long; what an error quotes of it is not.</summary>
    [TestMethod]
    public void ErrorsStayShort()
    {
        string big = new('n', 1_000_000), tensor = "{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}", quoted = $"\"{big}\"";
        string many = string.Join(",", Enumerable.Range(0, 5000).Select(i => $"\"tensor{i}\":{tensor}")),
            ones = string.Join(",", Enumerable.Repeat("1", 20_000));
        foreach (string header in new[]
        {
            $"{{{quoted}:{tensor}}}", $"{{{quoted}:1}}", $"{{{quoted}:{tensor.Replace("[0,0]", "[4,4]")}}}",
                $"{{{quoted}:{tensor.Replace("F32", "F33")}}}", $"{{\"t\":{tensor.Replace("F32", big)}}}",
            $"{{\"t\":{tensor.Replace("dtype", big)}}}", $"{{\"t\":{tensor.Replace("[0]", $"[{quoted}]")}}}",
            $"{{\"t\":{tensor.Replace("[0]", $"[{ones}]")}}}", $"{{{many}}}",
            $"{{\"__metadata__\":{{{quoted}:1}}}}", $"{{{quoted}:{tensor},{quoted}:{tensor}}}",
            $"{{\"rnn.weight_ih_l0\":{tensor},\"rnn.weight_hh_l0\":{tensor},{quoted}:{tensor},{many}}}",
        })
        {
            string message = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(SafetensorsBytes.Of(header))).Message;
            Assert.IsLessThan(2000, message.Length, header[..30]);
        }
        (string From, string To)[] changes =
        [
            ("\"a\",\"b\"", $"{quoted},{quoted}"), ("\"String\"", quoted), ("\"Lstm\"", quoted), ("[1,5,3]", $"[-15,-1,{ones}]"),
            ("{\"version\"", $"{{{quoted}:1,\"version\""),
        ];
        foreach ((string from, string to) in changes)
        {
            byte[] file = Edit(
                Shape, metadata => metadata[RnnMetadata.Key] = Replaced(metadata[RnnMetadata.Key], from, to), labels: new[] { "a", "b" });
            Assert.IsLessThan(2000, Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(file),
                from).Message.Length, from);
        }
    }

    private static void Refuses(byte[] file, RnnImportOptions options, params string[] oneOf)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(file, options)).Message;
        Assert.IsTrue(oneOf.Any(message.Contains), $"'{message}' holds none of: {string.Join(" | ", oneOf)}");
    }

    // A file as this library writes it, with other metadata, or without a tensor.
    private static byte[] Edit(NetworkSpec shape, Action<Dictionary<string, string>>? edit = null, string? without = null,
        Array? labels = null)
    {
        RnnTransformer model = SafetensorsBytes.Transformer(shape, labels);
        SafetensorsReader own = SafetensorsReader.Open(new MemoryStream(SafetensorsBytes.Save(model)));
        Dictionary<string, string> metadata = new(own.Header.Metadata);
        edit?.Invoke(metadata);
        using MemoryStream stream = new();
        SafetensorsWriter.Write(stream, [.. TorchTensor.Of(new ParameterLayout(shape), new()).Where(tensor => tensor.Name != without)],
            model.Model.Parameters,
            NormalizationTensors.Of(shape.Input.Normalization, new()), metadata);
        return stream.ToArray();
    }

    private static byte[] WithSecondBias(RnnTransformer model, float[] bias)
    {
        byte[] file = SafetensorsBytes.Save(model);
        SafetensorsTensor place = SafetensorsReader.Open(new MemoryStream(file)).Header.Tensors["rnn.bias_hh_l0"];
        int start = file.Length - SafetensorsBytes.Split(file).Data.Length + (int)place.Begin;
        Buffer.BlockCopy(bias, 0, file, start, bias.Length * sizeof(float));
        return file;
    }

    private static byte[] Renamed(byte[] file, string from, string to)
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(file);
        return SafetensorsBytes.Of(Encoding.UTF8.GetBytes(Replaced(Encoding.UTF8.GetString(header), from, to)), data);
    }

    private static string Replaced(string text, string from, string to)
    {
        StringAssert.Contains(text, from);
        return text.Replace(from, to, StringComparison.Ordinal);
    }
}
