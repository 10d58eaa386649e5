using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>Brings the inputs of sequences to scale, in double; what follows a row's valid steps becomes 0.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="input">What the network reads.</param>
internal sealed class OnnxNormalization(OnnxGraph graph, InputSpec input)
{
    private readonly InputNormalization normalization = input.Normalization;

    /// <param name="sequences">Name of the sequences, float [time steps, rows, inputs].</param>
    /// <param name="lengths">Name of the numbers of valid steps, int32 [rows]; null: all steps are.</param>
    /// <returns>Name of the sequences brought to scale; the same where they stay as they are.</returns>
    public string Apply(string sequences, string? lengths)
    {
        if (normalization.Kind == RnnNormalization.None)
            return sequences;
        string x = graph.Cast(graph.Reshape(sequences, 0, 1, -1, input.Size), TensorProto.Types.DataType.Double); // as states of a layer
        OnnxPadding? padding = lengths is null ? null : new(graph, x, lengths, TensorProto.Types.DataType.Double);
        string scaled = normalization.Kind switch
        {
            RnnNormalization.MeanVariance or RnnNormalization.MinMax => Measured(x),
            RnnNormalization.SequenceMeanVariance => MeanVariance(FromMinimum(x, padding), padding),
            RnnNormalization.SequenceMinMax => MinMax(FromMinimum(x, padding)),
            RnnNormalization.Auto or RnnNormalization.None => throw new InvalidOperationException($"{normalization.Kind} scales nothing."),
        };
        string valid = padding?.Replace(scaled, 0) ?? scaled;
        return graph.Reshape(graph.Cast(valid, TensorProto.Types.DataType.Float), 0, -1, input.Size);
    }

    private string Measured(string x)
    {
        string deviations = graph.Apply("Sub", [x, Constant("offset", normalization.Offsets)]);
        return graph.Apply("Mul", [deviations, Constant("scale", normalization.Scales)]);
    }

    // Exactly 0 where an input never changes, in whatever way a runtime takes means.
    private string FromMinimum(string x, OnnxPadding? padding)
    {
        string above = graph.Apply("Sub", [x, Reduce("ReduceMin", padding?.Replace(x, double.PositiveInfinity) ?? x)]);
        return padding?.Replace(above, 0) ?? above;
    }

    private string MinMax(string x) => graph.Apply("Mul", [x, Inverse(Reduce("ReduceMax", x))]);

    private string MeanVariance(string x, OnnxPadding? padding)
    {
        string deviations = graph.Apply("Sub", [x, MeanOf(x)]);
        deviations = padding?.Replace(deviations, 0) ?? deviations;
        string variance = MeanOf(graph.Apply("Mul", [deviations, deviations]));
        return graph.Apply("Mul", [deviations, Inverse(graph.Apply("Sqrt", [variance]))]);

        string MeanOf(string values) => Reduce("ReduceMean", values) is var mean && padding is not null ? padding.MeanOfValid(mean) : mean;
    }

    // 0 where the input never changes.
    private string Inverse(string spread)
    {
        string zero = Constant("zero", [0]), changes = graph.Apply("Greater", [spread, zero]);
        string divisor = graph.Apply("Where", [changes, spread, Constant("one", [1])]);
        return graph.Apply("Where", [changes, graph.Apply("Reciprocal", [divisor]), zero]);
    }

    // Over time: [1, 1, rows, inputs].
    private string Reduce(string operation, string values) => graph.Apply(operation, [values], ("axes", (long[])[0]), ("keepdims", 1L));

    private string Constant(string like, ValueList<double> values) => graph.Constant(like, values, values.Count);
}
