using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;
using RnnTrainer.Model;
using RnnTrainer.Network;

namespace RnnTrainer.Tests.Exchange.Onnx;

/// <summary>Whole pipelines through ML.NET's own converter, <c>mlContext.Model.ConvertToOnnx</c>.</summary>
[TestClass]
public sealed class PipelineExportTests
{
    private const double Tolerance = 1e-5; // as in OnnxAgreementTests

    [TestMethod]
    public void APipelineFromPixelsToDigitsIsExported()
    {
        MLContext ml = new(1);
        IDataView train = ml.Data.TakeRows(Mnist.TrainFile(ml), 2000), test = ml.Data.TakeRows(Mnist.TestFile(ml), 300);
        ITransformer model = ml.Transforms.Conversion.ConvertType("Features", "Pixels", DataKind.Single)
            .Append(ml.Transforms.Reshape("Features", null, 784)) // ONNX's Scaler, which ML.NET's normalizers become, wants flat vectors
            .Append(ml.Transforms.NormalizeMinMax("Features"))
            .Append(ml.Transforms.Reshape("Features", null, 28, 28))
            .Append(new RnnEstimator(ml, RnnOptions.Lstm with { HiddenSize = 16, Epochs = 2, Bidirectional = true, Seed = 1 }))
            .Fit(train);
        using InferenceSession session = Export(ml, model, Mnist.TrainFile(ml));
        byte[][] pixels = [.. test.GetColumn<byte[]>("Pixels")];
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("Pixels", new DenseTensor<byte>(pixels.SelectMany(row => row).ToArray(),
                [300, .. session.InputMetadata["Pixels"].Dimensions.Skip(1)])),
            .. session.InputMetadata.Keys.Where(name => name != "Pixels")
                .Select(name => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<uint>([300, 1]))),
        ]);
        Same(model.Transform(test), results);
    }

    [TestMethod]
    public void LabelsMapBackToTheirNames()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(60));
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Label", "Name")
            .Append(new RnnEstimator(ml, ToySequences.Options with { Epochs = 20 }))
            .Append(ml.Transforms.Conversion.MapKeyToValue("Predicted", "PredictedLabel"))
            .Fit(rows);
        using InferenceSession session = Export(ml, model, rows);
        using var results = session.Run([Features([.. rows.GetColumn<float[]>("Features")], [60, 5, 3]),
            .. Unused(session, 60, "Features")]);
        Same(model.Transform(rows), results);
        string[] names = [.. results.Single(value => value.Name == "Predicted.output").AsEnumerable<string>()];
        CollectionAssert.AreEqual(model.Transform(rows).GetColumn<string>("Predicted").ToArray(), names);
        CollectionAssert.AreEquivalent(new[] { "a", "b", "c" }, names.Distinct().ToArray());
    }

    [TestMethod]
    public void EveryFormIsExported()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(50));
        float[][] features = [.. rows.GetColumn<float[]>("Features")];
        foreach (NetworkSpec shape in NetworkForms.InOnnx())
        {
            RnnTransformer model = OnnxNetworks.Create(ml, shape.WithTimeSteps(5));
            using InferenceSession session = Export(ml, model, rows, AddedBy(model, rows));
            using var results = session.Run([Features(features, [50, 5, 3]), .. Unused(session, 50, "Features")]);
            Same(model.Transform(rows), results);
        }
    }

    [TestMethod]
    public void LengthsAndVectorsOfUnknownSizeAreExportedToo()
    {
        MLContext ml = new(1);
        RaggedSequences.Row[] rows = [.. OnnxNetworks.Rows(40, 3, 1, 7)
            .Select(row => new RaggedSequences.Row { Features = row, Name = "a", Steps = row.Length / 3 })];
        IDataView padded = RaggedSequences.Padded(ml, 7, rows), ragged = RaggedSequences.Data(ml, rows);
        NetworkSpec[] shapes = [.. NetworkForms.Normalized(), .. NetworkForms.Blocked(), NetworkForms.OtherLayers().Last(),
            NetworkForms.InOnnx().Last(network => network.HasStepOutputs)];
        foreach (NetworkSpec shape in shapes)
        {
            float[] parameters = OnnxNetworks.Create(ml, shape).Model.Parameters.ToArray();
            RnnTransformer model = new(ml, new SavedTransformer("Label", "Features", [7, 3], new RnnModel(shape, parameters, null),
                [])
            { LengthColumnName = "Steps" });

            using (InferenceSession session = Export(ml, model, padded, "PredictedLabel", "Score"))
            {
                using var results = session.Run(
                [
                    Features([.. padded.GetColumn<float[]>("Features")], [40, 7, 3]),
                    NamedOnnxValue.CreateFromTensor("Steps", new DenseTensor<int>(rows.Select(row => row.Steps).ToArray(), [40, 1])),
                    .. Unused(session, 40, "Features", "Steps"),
                ]);
                Same(model.Transform(padded), results);
            }

            using (InferenceSession session = Export(ml, model, ragged, "PredictedLabel", "Score"))
            {
                foreach (RaggedSequences.Row row in rows)
                {
                    using var results = session.Run([Features([row.Features], [1, row.Features.Length]),
                        .. Unused(session, 1, "Features")]);
                    Same(model.Transform(RaggedSequences.Data(ml, row)), results);
                }
                Assert.Throws<OnnxRuntimeException>(() => session.Run(
                    [Features([new float[6], new float[6]], [2, 6]), .. Unused(session, 2, "Features")]), "two rows are no sequence");
            }
        }
    }

    [TestMethod]
    public void KeysAreTokensInAnExportedPipelineToo()
    {
        MLContext ml = new(1);
        IDataView padded = TokenRows.Padded(ml, TokenRows.Data(ml, 60), steps: 10);
        RnnTransformer model = new RnnEstimator(ml, TokenRows.Options with { Epochs = 2, LengthColumnName = "Steps" }).Fit(padded);
        using InferenceSession session = Export(ml, model, padded, "PredictedLabel", "Score");
        uint[][] keys = [.. padded.GetColumn<uint[]>("Features")];
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<uint>(keys.SelectMany(row => row).ToArray(), [60, 10])),
            NamedOnnxValue.CreateFromTensor("Steps", new DenseTensor<int>(padded.GetColumn<int>("Steps").ToArray(), [60, 1])),
            .. Unused(session, 60, "Features", "Steps"),
        ]);
        Same(model.Transform(padded), results);
    }

    [TestMethod]
    public void WordsOfKnownNumberBecomeTokensInAnExportedPipeline()
    {
        MLContext ml = new(1);
        WordRow[] texts = [.. TokenRows.Texts(60).Select(row =>
            new WordRow { Words = [.. row.Text.Split(' '), .. Enumerable.Repeat("", 10 - row.Text.Split(' ').Length)], Name = row.Name,
            Steps = row.Steps })];
        texts[^1].Words[0] = "unseen";
        IDataView rows = ml.Data.LoadFromEnumerable(texts);
        ITransformer model = ml.Transforms.Conversion.MapValueToKey("Features", "Words")
            .Append(ml.Transforms.Conversion.MapValueToKey("Label", "Name"))
            .Append(new RnnEstimator(ml, TokenRows.Options with { Epochs = 2, LengthColumnName = "Steps" }))
                .Fit(ml.Data.TakeRows(rows, 50));
        using InferenceSession session = Export(ml, model, rows, "PredictedLabel", "Score");
        using var results = session.Run(
        [
            NamedOnnxValue.CreateFromTensor("Words", new DenseTensor<string>(texts.SelectMany(row => row.Words).ToArray(), [60, 10])),
            NamedOnnxValue.CreateFromTensor("Steps", new DenseTensor<int>(texts.Select(row => row.Steps).ToArray(), [60, 1])),
            .. Unused(session, 60, "Words", "Steps"),
        ]);
        Same(model.Transform(rows), results);
    }

    [TestMethod]
    public void AfterAStepThatHasNoOnnxMlNetSaysSo()
    {
        MLContext ml = new(1);
        IDataView rows = ml.Data.LoadFromEnumerable(ToySequences.Rows(30));
        var noOnnx = ml.Transforms.Expression("Doubled", "x => x * 2", "Features");
        foreach (ITransformer model in new ITransformer[]
        {
            noOnnx.Append(ml.Transforms.Conversion.MapValueToKey("Label", "Name"))
                .Append(new RnnEstimator(ml, ToySequences.Options with { FeatureColumnName = "Doubled", TimeSteps = 5 })).Fit(rows),
            noOnnx.Append(ml.Transforms.Reshape("Flat", "Doubled", 15)).Fit(rows),
            noOnnx.Append(ml.Transforms.NormalizeMinMax("Normal", "Doubled")).Fit(rows), // one of ML.NET's own
        })
            StringAssert.Contains(Assert.ThrowsExactly<InvalidOperationException>(() => Export(ml, model, rows)).Message,
                "can not be fully converted");
    }

    private static InferenceSession Export(MLContext ml, ITransformer model, IDataView data, params string[] outputs)
    {
        using MemoryStream stream = new();
        if (outputs.Length == 0)
            ml.Model.ConvertToOnnx(model, data, stream);
        else
            ml.Model.ConvertToOnnx(model, data, stream, outputs);
        return new InferenceSession(stream.ToArray());
    }

    private static string[] AddedBy(ITransformer model, IDataView rows) =>
        [.. model.GetOutputSchema(rows.Schema).Select(column => column.Name).Except(rows.Schema.Select(column => column.Name))];

    private static NamedOnnxValue Features(float[][] rows, int[] dimensions) =>
        NamedOnnxValue.CreateFromTensor("Features", new DenseTensor<float>(rows.SelectMany(row => row).ToArray(), dimensions));

    // Every column of the data is an input, whether the network reads it or not.
    private static IEnumerable<NamedOnnxValue> Unused(InferenceSession session, int rows, params string[] used) =>
        session.InputMetadata.Where(input => !used.Contains(input.Key))
        .Select(input => input.Value.ElementDataType switch
        {
            TensorElementType.String => NamedOnnxValue.CreateFromTensor(input.Key,
                new DenseTensor<string>(Enumerable.Repeat("", rows).ToArray(), [rows, 1])),
            TensorElementType.UInt32 => NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<uint>([rows, 1])),
            TensorElementType.Int32 => NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<int>([rows, 1])),
            _ => NamedOnnxValue.CreateFromTensor(input.Key, new DenseTensor<float>([rows, 1])),
        });

    private static void Same(IDataView expected, IReadOnlyCollection<DisposableNamedOnnxValue> results)
    {
        float[][] numbers = expected.Numbers();
        (float[][] found, long[][]? predictions) =
            OnnxSession.Read(results, numbers.Length, "Score.output", "Probability.output", "PredictedLabel.output");
        for (int row = 0; row < numbers.Length; row++)
        {
            Assert.HasCount(numbers[row].Length, found[row]);
            for (int i = 0; i < numbers[row].Length; i++)
                Assert.AreEqual(numbers[row][i], found[row][i], Tolerance, $"row {row}");
        }
        Assert.AreEqual(Text(expected.Predictions()), Text(predictions));

        static string? Text(long[][]? rows) => rows is null ? null : string.Join('\n', rows.Select(row => string.Join(' ', row)));
    }

    private sealed class WordRow
    {
        [VectorType(10)]
        public string[] Words { get; set; } = [];

        public string Name { get; set; } = "";

        public int Steps { get; set; }
    }
}
