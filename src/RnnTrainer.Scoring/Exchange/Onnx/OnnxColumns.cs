namespace RnnTrainer.Exchange.Onnx;

/// <summary>
/// Transformers between columns of ML.NET's rows, as graphs whose inputs and outputs stand in the order of those columns. In such
/// graphs a vector is [rows, its dimensions], a scalar [rows, 1].
/// </summary>
internal static class OnnxColumns
{
    private const string Features = "features", Lengths = "lengths";

    /// <summary>Sequences, and where there are lengths these too, to the columns that scoring adds.</summary>
    /// <param name="model">The network.</param>
    /// <param name="timeSteps">Steps that the vectors have room for; null: it differs, and rows come one by one.</param>
    /// <param name="hasLengths">Whether a second column says how many of the steps are valid.</param>
    public static GraphProto Of(RnnModel model, int? timeSteps, bool hasLengths)
    {
        OnnxHead head = OnnxHead.Of(model.Network.Head);
        string[] names = [.. head.Outputs.Select(output => $"{output.Column}")];
        OnnxGraph graph = Create(hasLengths ? [Features, Lengths] : [Features], names);
        long[] step = model.Network.Input.Embedding is null ? [model.InputSize] : [];
        string sequences = timeSteps is { } steps ? graph.Reshape(Features, [-1, steps, .. step])
            : graph.Reshape(OneRow(graph), [1, -1, .. step]);
        if (model.Network.Input.Embedding is not null)
            sequences = graph.Cast(sequences, TensorProto.Types.DataType.Int64); // keys are uint32
        string? lengths = hasLengths ? graph.Cast(graph.Reshape(Lengths, -1), TensorProto.Types.DataType.Int32) : null;
        IReadOnlyList<string> values = new OnnxNetwork(graph, model).Add(head, new OnnxNames(sequences, lengths, []));
        for (int i = 0; i < names.Length; i++)
            graph.Apply("Identity", [head.Outputs[i].IsKey ? Key(graph, values[i]) : values[i]], [names[i]]);
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

    // A key counts from 1.
    private static string Key(OnnxGraph graph, string index) =>
        graph.Cast(graph.Apply("Add", [index, graph.Constant("one", (long[])[1], 1)]), TensorProto.Types.DataType.Uint32);

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
