using System.Text.Json;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>A network of PyTorch's, whose layers may differ in size, with what it makes of some sequences, as the scripts of tests/python
/// write it.</summary>
internal sealed record TorchCase(
    string Name, RnnCell Cell, RnnActivation Activation, int Layers, int[]? LayerSizes, bool Bidirectional, RnnPooling Pooling,
    RnnHead Head,
    float[][] Sequences, double[][] Numbers)
{
    // Single precision on both sides, of up to 9 steps; probabilities are below 1, logits not far above.
    private const double Tolerance = 1e-5;

    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>What the options must say of it.</summary>
    public RnnImportOptions Options => new() { Activation = Activation, Pooling = Pooling, Head = Head };

    /// <summary>Checks that a model has this form, and gives the sequences the same numbers, through ML.NET.</summary>
    public void Check(MLContext ml, RnnTransformer model)
    {
        Assert.AreEqual((Cell, Activation, Layers, Bidirectional, Pooling, Head),
            (model.Model.Cell, model.Model.Activation, model.Model.Layers, model.Model.Bidirectional, model.Model.Pooling,
                model.Model.Head), Name);
        if (LayerSizes is not null)
            CollectionAssert.AreEqual(LayerSizes, model.Model.RecurrentLayers.Select(layer => layer.HiddenSize).ToArray(), Name);
        float[][] numbers = NumbersOf(ml, model, Sequences);
        for (int row = 0; row < Numbers.Length; row++)
        {
            Assert.HasCount(Numbers[row].Length, numbers[row]);
            for (int i = 0; i < Numbers[row].Length; i++)
                Assert.AreEqual(Numbers[row][i], numbers[row][i], Tolerance, $"{Name}, row {row}, number {i}");
        }
    }

    /// <summary>Scores of sequences of any length, then probabilities where there are any.</summary>
    public static float[][] NumbersOf(MLContext ml, ITransformer model, float[][] sequences)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(sequences.Select(sequence => new RaggedSequences.Row { Features = sequence }));
        float[][] numbers = model.Transform(rows).Numbers();
        Assert.HasCount(sequences.Length, numbers);
        return numbers;
    }
}
