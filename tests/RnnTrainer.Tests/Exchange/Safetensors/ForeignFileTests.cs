using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>Weights as people have them: under other names, beside other tensors, or in files of another format.</summary>
[TestClass]
public sealed class ForeignFileTests
{
    [TestMethod]
    [DataRow(new byte[] { 0x50, 0x4b, 3, 4, 20, 0, 0, 0 }, "zip file", "safetensors.torch.save_file", "FromKeras", "mlContext.Model.Load")]
    [DataRow(new byte[] { 0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46 }, "pickle", "safetensors.torch.save_file")]
    [DataRow(new byte[] { 0x89, 0x48, 0x44, 0x46, 13, 10, 26, 10 }, "HDF5 file (.h5)", "get_weights()", "FromKeras")]
    [DataRow(new byte[] { 8, 7, 0x12, 7, 0x70, 0x79, 0x74, 0x6f }, "ONNX model", "ApplyOnnxModel")]
    public void AFileOfAnotherFormatIsToldHowToBeConverted(byte[] start, params string[] says)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load([.. start, .. new byte[100]])).Message;
        foreach (string text in says)
            StringAssert.Contains(message, text);
    }

    [TestMethod]
    public void RealFilesOfOtherFormatsAreKnown()
    {
        using TemporaryFolder folder = new();
        MLContext ml = new(1);
        RnnTransformer network = new RnnEstimator(ml, ToySequences.Options).Fit(ToySequences.Data(ml));
        network.SaveAsOnnx(folder.PathOf("network.onnx"));
        ml.Model.Save(network, null, folder.PathOf("network.zip"));
        foreach ((string file, string says) in new[] { ("network.onnx", "ONNX model"), ("network.zip", "zip file") })
        {
            string path = folder.PathOf(file);
            StringAssert.Contains(Assert.ThrowsExactly<InvalidDataException>(() => RnnTransformer.FromSafetensors(ml, path)).Message, says);
        }
    }

    [TestMethod]
    public void TheMetadataMayBeNull() =>
        Assert.AreEqual(RnnCell.Lstm, SafetensorsBytes.Load(File("rnn.", "head.", "\"__metadata__\":null,")).Model.Cell);

    [TestMethod]
    [DataRow("lstm.", "fc.")]
    [DataRow("rnn.", "head.")]
    [DataRow("module.encoder.rnn.", "module.classifier.1.")]
    [DataRow("", "fc.")]
    public void ThePartsAreFoundUnderAnyName(string recurrent, string head)
    {
        float[] expected = SafetensorsBytes.Load(File("rnn.", "head.")).Model.Parameters.ToArray();
        CollectionAssert.AreEqual(expected, SafetensorsBytes.Load(File(recurrent, head)).Model.Parameters.ToArray());
    }

    /// <summary>As <c>nn.ModuleList([nn.LSTM(3, 7), nn.LSTM(7, 5)])</c> has it, and where all modules are equal too.</summary>
    [TestMethod]
    [DataRow("encoder.layers", "fc")]
    [DataRow("", "fc")]
    [DataRow("rnn", "head")]
    public void AListOfModulesIsFoundUnderAnyName(string recurrent, string head)
    {
        foreach (NetworkSpec network in NetworkForms.OtherLayers())
        {
            RnnTransformer written = SafetensorsBytes.Transformer(network);
            byte[] file = SafetensorsBytes.Save(written, new() { Recurrent = recurrent, Head = head });
            RnnTransformer read = SafetensorsBytes.Load(file);
            Assert.AreEqual(network, read.Model.Network);
            CollectionAssert.AreEqual(written.Model.Parameters.ToArray(), read.Model.Parameters.ToArray());
        }
        (string, int[])[] tensors =
        [
            .. from module in new[] { "0", "1" }
               from tensor in new[] { ("weight_ih_l0", new[] { 20, 5 }), ("weight_hh_l0", [20, 5]), ("bias_ih_l0", [20]),
                   ("bias_hh_l0", [20]) }
               select (RnnTensorNames.Join(recurrent, $"{module}.{tensor.Item1}"), tensor.Item2),
            ($"{head}.weight", [3, 5]), ($"{head}.bias", [3]),
        ];
        RnnModel equal = SafetensorsBytes.Load(Tensors("", tensors)).Model;
        Assert.AreEqual((2, 5), (equal.Layers, equal.HiddenSize));
        CollectionAssert.Contains(equal.ParameterNames.ToArray(), "rnn.weight_ih_l1");
    }

    [TestMethod]
    public void AmongSeveralPartsTheUsualNamesAreTakenAndOthersAreAskedFor()
    {
        byte[] twoHeads = File("lstm.", "fc.", more: ("aux.weight", [3, 4]));
        Refuses(twoHeads, new(), "'fc', 'aux'", "Names.Head", "IgnoredTensors");
        Assert.AreEqual(3, SafetensorsBytes.Load(twoHeads, new() { IgnoredTensors = ["aux"] }).Model.ClassCount);
        Refuses(twoHeads, new() { Names = new() { Recurrent = "lstm", Head = "fc" } }, "no part has the tensors 'aux.weight'.",
            "IgnoredTensors");

        byte[] twoRecurrent = File("first.", "fc.", more: ("second.weight_ih_l0", [16, 4]));
        Refuses(twoRecurrent, new(), "'first', 'second'", "Names.Recurrent");
        Assert.AreEqual(2, SafetensorsBytes.Load(twoRecurrent, new() { IgnoredTensors = ["second.weight_ih_l0"] }).Model.InputSize);

        // A matrix that fits neither the units nor the inputs is no output layer and no table of tokens.
        Refuses(File("lstm.", "fc.", more: ("projection.weight", [9, 3])), new(), "no part has the tensors 'projection.weight'.");
    }

    [TestMethod]
    public void AttentionIsFoundUnderAnyNameWhereThePoolingSaysIt()
    {
        foreach (string name in new[] { "attention", "scorer", "pool.query" })
        {
            byte[] file = File("lstm.", "fc.", more: ($"{name}.weight", [1, 4]));
            RnnModel model = SafetensorsBytes.Load(file, new() { Pooling = RnnPooling.Attention }).Model;
            Assert.AreEqual(4, model.GetParameter("attention.weight").Length);
            Assert.AreEqual(3, model.ClassCount);
        }
        byte[] usual = File("lstm.", "fc.", more: ("attention.weight", [1, 4]));
        Refuses(usual, new(), "with pooling Last, no part has the tensors 'attention.weight'.", "attention's query, set Pooling");
        Refuses(File("lstm.", "fc."), new() { Pooling = RnnPooling.Attention }, "The tensors 'attention.weight' are missing");
        Refuses(File("lstm.", "fc.", more: ("attention.weight", [1, 8])), new() { Pooling = RnnPooling.Attention },
            "must have the dimensions [1, 4]");
        Refuses(File("lstm.", "fc.", more: [("attention.weight", [1, 4]), ("attention.bias", [1])]),
            new() { Pooling = RnnPooling.Attention },
            "no part has the tensors 'attention.bias'.");
        Refuses(File("lstm.", "fc.", more: [("a.weight", [1, 4]), ("b.weight", [1, 4])]), new() { Pooling = RnnPooling.Attention },
            "'a', 'b'", "Names.Attention");
    }

    [TestMethod]
    public void TensorsThatTheNetworkWorksWithoutAreLeftOutByNameOrPart()
    {
        byte[] file = File("lstm.", "fc.", more: ("criterion.weight", [3]));
        Refuses(file, new(), "no part has the tensors 'criterion.weight'.", "RnnImportOptions.IgnoredTensors");
        foreach (string name in new[] { "criterion.weight", "criterion" })
            Assert.AreEqual(3, SafetensorsBytes.Load(file, new() { IgnoredTensors = [name] }).Model.ClassCount);
        Refuses(file, new() { IgnoredTensors = ["crit", "weight"] }, "no part has the tensors 'criterion.weight'.");
    }

    [TestMethod]
    [DataRow(RnnCell.Gru, 3, "CuDNNGRU", "GRU(reset_after=True)")]
    [DataRow(RnnCell.Lstm, 4, "CuDNNLSTM", "keras.layers.LSTM")]
    public void TheDoubledBiasOfCudnnIsToldAsSuch(RnnCell cell, int gates, params string[] says)
    {
        const int inputs = 2, units = 5;
        Assert.AreEqual(cell, new RnnKerasLayer(new float[inputs, gates * units], new float[units, gates * units]).Cell);
        string message = Assert.ThrowsExactly<ArgumentException>(() =>
            new RnnKerasLayer(new float[inputs, gates * units], new float[units, gates * units], new float[2 * gates * units])).Message;
        foreach (string text in says)
            StringAssert.Contains(message, text);
    }

    private static void Refuses(byte[] file, RnnImportOptions options, params string[] says)
    {
        string message = Assert.ThrowsExactly<InvalidDataException>(() => SafetensorsBytes.Load(file, options)).Message;
        foreach (string text in says)
            StringAssert.Contains(message, text);
    }

    // An LSTM of 4 units on 2 inputs with 3 classes.
    private static byte[] File(string recurrent, string head, string metadata = "", params (string Name, int[] Shape)[] more) => Tensors(
        metadata,
        [
            ($"{recurrent}weight_ih_l0", [16, 2]), ($"{recurrent}weight_hh_l0", [16, 4]),
            ($"{recurrent}bias_ih_l0", [16]), ($"{recurrent}bias_hh_l0", [16]),
            ($"{head}weight", [3, 4]), ($"{head}bias", [3]), .. more,
        ]);

    private static byte[] Tensors(string metadata, params (string Name, int[] Shape)[] tensors)
    {
        List<string> entries = [];
        int end = 0;
        foreach ((string name, int[] shape) in tensors)
        {
            int begin = end;
            end += sizeof(float) * shape.Aggregate(1, (size, dimension) => size * dimension);
            entries.Add($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', shape)}],\"data_offsets\":[{begin},{end}]}}");
        }
        byte[] data = new byte[end];
        for (int i = 0; i < end / sizeof(float); i++)
            BitConverter.TryWriteBytes(data.AsSpan(i * sizeof(float)), i / 100f);
        return SafetensorsBytes.Of(System.Text.Encoding.UTF8.GetBytes($"{{{metadata}{string.Join(',', entries)}}}"), data);
    }
}
