using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnTrainer.Network;
using RnnTrainer.Tests.Exchange.Safetensors;
using TorchSharp;

namespace RnnTrainer.Tests.Tokens;

/// <summary>Networks that read tokens, in other programs and back.</summary>
[TestClass]
public sealed class TokenExchangeTests
{
    // Single precision, as in all programs.
    private const double Tolerance = 1e-5;

    [TestMethod]
    public void EveryFormGivesTheSameInOnnxRuntimeOnRaggedRows()
    {
        foreach (NetworkSpec shape in NetworkForms.OfTokens())
        {
            RnnTransformer model = SafetensorsBytes.Transformer(shape);
            float[][] rows = Rows(shape), expected = Scores(model, rows);
            using MemoryStream stream = new();
            model.SaveAsOnnx(stream);
            using InferenceSession session = new(stream.ToArray());
            Assert.AreEqual(typeof(long), session.InputMetadata["Samples"].ElementType);
            int steps = rows.Max(row => row.Length);

            // What stands where a row is over is no part of it, but has to be a token.
            long[] padded =
                [.. rows.SelectMany(row => row.Select(token => (long)token).Concat(Enumerable.Repeat(8L, steps - row.Length)))];
            int[] lengths = [.. rows.Select(row => row.Length)];
            using var results = session.Run(
            [
                NamedOnnxValue.CreateFromTensor("Samples", new DenseTensor<long>(padded, [rows.Length, steps])),
                NamedOnnxValue.CreateFromTensor("SequenceLengths", new DenseTensor<int>(lengths, [rows.Length])),
            ]);
            float[] all = [.. results.Single(value => value.Name == "Score").AsEnumerable<float>()];
            float[][] scores = [.. all.Chunk(all.Length / rows.Length)];
            for (int row = 0; row < rows.Length; row++)
                AreClose(expected[row], scores[row][..expected[row].Length], shape);
        }
    }

    [TestMethod]
    public void EveryFormGivesTheSameAsAModuleOfTorchSharp()
    {
        foreach (NetworkSpec shape in NetworkForms.OfTokens())
        {
            RnnTransformer model = SafetensorsBytes.Transformer(shape);
            float[][] rows = Rows(shape), expected = Scores(model, rows);
            using DisposeScope scope = torch.NewDisposeScope();
            using torch.nn.Module<torch.Tensor, torch.Tensor> module = model.ToTorchModule();
            for (int row = 0; row < rows.Length; row++)
            {
                torch.Tensor tokens = torch.tensor(rows[row].Select(token => (long)token).ToArray()).unsqueeze(0);
                AreClose(expected[row], torch.nn.functional.softmax(module.call(tokens), dim: -1).data<float>().ToArray(), shape);
            }
        }
    }

    [TestMethod]
    public void SafetensorsKeepEveryFormAndWhatKeysStandFor()
    {
        foreach (NetworkSpec shape in NetworkForms.OfTokens())
        {
            RnnTransformer model = SafetensorsBytes.Transformer(shape), back = SafetensorsBytes.Load(SafetensorsBytes.Save(model));
            Assert.AreEqual(shape, back.Model.Network);
            CollectionAssert.AreEqual(model.Model.Parameters.ToArray(), back.Model.Parameters.ToArray());
            Assert.AreEqual(shape.Input.Embedding!.AreKeys ? "Vector<Key<UInt32, 0-7>>" : "Vector<Int32>", $"{back.FeatureColumnType}");
        }
        MLContext ml = new(1);
        RnnTransformer trained = new RnnEstimator(ml, TokenRows.Options with { Epochs = 1 }).Fit(TokenRows.Data(ml));
        RnnTransformer loaded = SafetensorsBytes.Load(SafetensorsBytes.Save(trained));
        CollectionAssert.AreEqual(trained.Model.TokenValues.ToArray(), loaded.Model.TokenValues.ToArray());
        Assert.HasCount(11, loaded.Model.TokenValues);
        IDataView data = TokenRows.Data(ml);
        CollectionAssert.AreEqual(TokenRows.Scores(trained.Transform(data)), TokenRows.Scores(loaded.Transform(data)));
    }

    /// <summary>A file of another program, whose names nobody says: the table is the matrix that the layers read.</summary>
    [TestMethod]
    [DataRow("embedding", "fc")]
    [DataRow("words", "head")]
    [DataRow("encoder.table", "decoder")]
    public void TheTableOfAForeignFileIsFound(string table, string head)
    {
        NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, 7, 5, 4, RnnCell.Gru).WithTokens(9, areKeys: false);
        RnnTransformer model = SafetensorsBytes.Transformer(shape);
        byte[] file = WithoutMetadata(SafetensorsBytes.Save(model, new() { Embedding = table, Head = head }));
        RnnTransformer back = SafetensorsBytes.Load(file);
        Assert.AreEqual(shape, back.Model.Network);
        CollectionAssert.AreEqual(model.Model.Parameters.ToArray(), back.Model.Parameters.ToArray());
        RnnTransformer keys = SafetensorsBytes.Load(file, new() { TokensAreKeys = true });
        Assert.IsTrue(keys.Model.Network.Input.Embedding!.AreKeys);
    }

    [TestMethod]
    public void KerasEmbeddingsAreRead()
    {
        NetworkSpec shape = NetworkForms.Of(InputSpec.AnyTimeSteps, 7, 5, 4, RnnCell.Lstm).WithTokens(9, areKeys: false);
        RnnModel model = SafetensorsBytes.Transformer(shape).Model;
        float[,] table = Matrix("embedding.weight");
        float[,] kernel = Gates(Matrix("rnn.weight_ih_l0")), recurrent = Gates(Matrix("rnn.weight_hh_l0"));
        float[] bias = model.GetParameter("rnn.bias_ih_l0").ToArray();
        RnnTransformer read = RnnTransformer.FromKeras(new MLContext(), table, [new RnnKerasLayer(kernel, recurrent, bias)],
            Turned(Matrix("head.weight")), model.GetParameter("head.bias").ToArray(), new());
        Assert.AreEqual(shape, read.Model.Network);
        CollectionAssert.AreEqual(model.Parameters.ToArray(), read.Model.Parameters.ToArray());
        ArgumentException misfit = Assert.ThrowsExactly<ArgumentException>(() => RnnTransformer.FromKeras(new MLContext(), Turned(table),
            [new RnnKerasLayer(kernel, recurrent, bias)], Turned(Matrix("head.weight")), null, new()));
        Assert.AreEqual("embeddings", misfit.ParamName);
        StringAssert.Contains(misfit.Message, "[tokens, 7]");

        float[,] Matrix(string name)
        {
            ReadOnlySpan<float> values = model.GetParameter(name);
            int columns = model.GetParameterDimensions(name)[1];
            float[,] matrix = new float[values.Length / columns, columns];
            for (int i = 0; i < values.Length; i++)
                matrix[i / columns, i % columns] = values[i];
            return matrix;
        }

        // Keras has the gates i, f, c = g, o side by side, as PyTorch has them one below the other.
        static float[,] Gates(float[,] matrix) => Turned(matrix);

        static float[,] Turned(float[,] matrix)
        {
            float[,] turned = new float[matrix.GetLength(1), matrix.GetLength(0)];
            for (int i = 0; i < turned.GetLength(0); i++)
            {
                for (int j = 0; j < turned.GetLength(1); j++)
                    turned[i, j] = matrix[j, i];
            }
            return turned;
        }
    }

    /// <summary>Scores of a row: all steps of its own, where outputs come at each.</summary>
    private static float[][] Scores(RnnTransformer model, float[][] rows)
    {
        MLContext ml = new(1);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(Row));
        schema["Samples"].ColumnType = model.FeatureColumnType;
        if (model.Model.Network.Input.Embedding!.AreKeys)
        {
            IDataView keys = ml.Data.LoadFromEnumerable(
                rows.Select(row => new Row { Samples = [.. row.Select(token => (uint)token)] }), schema);
            return [.. model.Transform(keys).GetColumn<float[]>("Score")];
        }
        IDataView numbers = ml.Data.LoadFromEnumerable(rows.Select(row => new Numbers { Samples = [.. row.Select(token => (int)token)] }));
        return [.. model.Transform(numbers).GetColumn<float[]>("Score")];
    }

    private static float[][] Rows(NetworkSpec shape)
    {
        Random random = new(shape.ParameterCount);
        return [.. Enumerable.Range(0, 9).Select(_ => Enumerable.Range(0, random.Next(1, 8)).Select(_ => (float)random.Next(9)).ToArray())];
    }

    private static void AreClose(float[] expected, float[] actual, NetworkSpec shape)
    {
        Assert.HasCount(expected.Length, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], actual[i], Tolerance, $"{shape.Description}");
    }

    private static byte[] WithoutMetadata(byte[] file)
    {
        (byte[] header, byte[] data) = SafetensorsBytes.Split(file);
        System.Text.Json.Nodes.JsonObject json = System.Text.Json.Nodes.JsonNode.Parse(header)!.AsObject();
        json.Remove("__metadata__");
        return SafetensorsBytes.Of(System.Text.Encoding.UTF8.GetBytes(json.ToJsonString()), data);
    }

    private sealed class Row
    {
        public uint[] Samples { get; set; } = [];
    }

    private sealed class Numbers
    {
        public int[] Samples { get; set; } = [];
    }
}
