namespace RnnTrainer.Exchange.Onnx;

/// <summary>
/// Transformers between columns of ML.NET's rows, as graphs whose inputs and outputs stand in the order of those columns. In such
/// graphs a vector is [rows, its dimensions], a scalar [rows, 1].
/// </summary>
internal static class OnnxColumns
{
    private const string Features = "features", Lengths = "lengths", PredictedLabel = "predicted label", Score = "score";

    /// <summary>Sequences, and where there are lengths these too, to the predicted label, a key, and the score.</summary>
    /// <param name="model">The network.</param>
    /// <param name="timeSteps">Steps that the vectors have room for; null: it differs, and rows come one by one.</param>
    /// <param name="hasLengths">Whether a second column says how many of the steps are valid.</param>
    public static GraphProto Of(RnnModel model, int? timeSteps, bool hasLengths)
    {
        OnnxGraph graph = Create(hasLengths ? [Features, Lengths] : [Features], [PredictedLabel, Score]);
        string sequences = timeSteps is { } steps ? graph.Reshape(Features, -1, steps, model.InputSize)
            : graph.Reshape(OneRow(graph), 1, -1, model.InputSize);
        string? lengths = hasLengths ? graph.Cast(graph.Reshape(Lengths, -1), TensorProto.Types.DataType.Int32) : null;
        new OnnxNetwork(graph, model).Add(sequences, lengths, Score);

        // A key counts from 1.
        string index = graph.Apply("ArgMax", [Score], ("axis", 1L), ("keepdims", 1L));
        string key = graph.Apply("Add", [index, graph.Constant("one", (long[])[1], 1)]);
        graph.Apply("Cast", [key], [PredictedLabel], ("to", (long)TensorProto.Types.DataType.Uint32));
        return graph.Proto;
    }

    /// <summary>A vector to one of other dimensions.</summary>
    public static GraphProto OfReshape(IEnumerable<int> dimensions)
    {
        const string vector = "vector", reshaped = "reshaped";
        OnnxGraph graph = Create([vector], [reshaped]);
        graph.Apply("Identity", [graph.Reshape(vector, [-1, .. dimensions.Select(dimension => (long)dimension)])], [reshaped]);
        return graph.Proto;
    }

    // [1, values], which a runtime refuses to make of more rows: they would be read as one sequence.
    private static string OneRow(OnnxGraph graph) => graph.Reshape(Features, 1, 0);

    private static OnnxGraph Create(string[] inputs, string[] outputs)
    {
        OnnxGraph graph = new(inputs.Concat(outputs));
        graph.Proto.Input.Add(inputs.Select(name => new ValueInfoProto { Name = name }));
        graph.Proto.Output.Add(outputs.Select(name => new ValueInfoProto { Name = name }));
        return graph;
    }
}
