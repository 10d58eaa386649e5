using System.Text.Json;

namespace RnnTrainer.Tests.Exchange.Safetensors;

/// <summary>A network of PyTorch's, whose layers may differ in size, with what it makes of some sequences, as the scripts of tests/python write it.</summary>
internal sealed record TorchCase(
    string Name, RnnCell Cell, RnnActivation Activation, int Layers, int[]? LayerSizes, bool Bidirectional, RnnPooling Pooling, float[][] Sequences, double[][] Probabilities)
{
    // Single precision on both sides, of up to 9 steps; probabilities are below 1.
    private const double Tolerance = 1e-5;

    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web) { Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <summary>What the options must say of it.</summary>
    public RnnImportOptions Options => new() { Activation = Activation, Pooling = Pooling };

    /// <summary>Checks that a model has this form, and gives the sequences the same probabilities, through ML.NET.</summary>
    public void Check(MLContext ml, RnnTransformer model)
    {
        Assert.AreEqual((Cell, Activation, Layers, Bidirectional, Pooling), (model.Model.Cell, model.Model.Activation, model.Model.Layers, model.Model.Bidirectional, model.Model.Pooling), Name);
        if (LayerSizes is not null)
            CollectionAssert.AreEqual(LayerSizes, model.Model.RecurrentLayers.Select(layer => layer.HiddenSize).ToArray(), Name);
        float[][] scores = ScoresOf(ml, model, Sequences);
        for (int row = 0; row < Probabilities.Length; row++)
        {
            for (int c = 0; c < Probabilities[row].Length; c++)
                Assert.AreEqual(Probabilities[row][c], scores[row][c], Tolerance, $"{Name}, row {row}, class {c}");
        }
    }

    /// <summary>Scores of sequences of any length.</summary>
    public static float[][] ScoresOf(MLContext ml, ITransformer model, float[][] sequences)
    {
        IDataView rows = ml.Data.LoadFromEnumerable(sequences.Select(sequence => new RaggedSequences.Row { Features = sequence }));
        float[][] scores = [.. model.Transform(rows).GetColumn<float[]>("Score")];
        Assert.HasCount(sequences.Length, scores);
        return scores;
    }
}
