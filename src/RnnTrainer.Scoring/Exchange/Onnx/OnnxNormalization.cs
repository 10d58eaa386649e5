using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>Brings the inputs of sequences to scale, in double; what follows a row's valid steps, or is missing, becomes 0.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="input">What the network reads.</param>
internal sealed class OnnxNormalization(OnnxGraph graph, InputSpec input)
{
    private readonly InputNormalization normalization = input.Normalization;
    private string? known; // bool, as states of a layer; null: all is

    /// <param name="sequences">Name of the sequences, float [time steps, rows, inputs].</param>
    /// <param name="lengths">Name of the numbers of valid steps, int32 [rows]; null: all steps are.</param>
    /// <param name="missing">Name of the answers whether values are missing, bool [time steps, rows, inputs]; null: none is.</param>
    /// <returns>Name of the sequences brought to scale; the same where they stay as they are.</returns>
    public string Apply(string sequences, string? lengths, string? missing)
    {
        if (normalization.Kind == RnnNormalization.None)
            return sequences;
        string x = graph.Cast(AsStates(sequences), TensorProto.Types.DataType.Double);
        OnnxPadding? padding = lengths is null ? null : new(graph, x, lengths, TensorProto.Types.DataType.Double);
        string? there = missing is null ? null : graph.Apply("Not", [AsStates(missing)]);
        known = padding is null ? there : there is null ? padding.Valid : graph.Apply("And", [padding.Valid, there]);
        string scaled = normalization.Kind switch
        {
            RnnNormalization.MeanVariance or RnnNormalization.MinMax => Measured(x),
            RnnNormalization.SequenceMeanVariance => MeanVariance(FromMinimum(x)),
            RnnNormalization.SequenceMinMax => MinMax(FromMinimum(x)),
            RnnNormalization.Auto or RnnNormalization.None => throw new InvalidOperationException($"{normalization.Kind} scales nothing."),
        };
        return graph.Reshape(graph.Cast(Replace(scaled, 0), TensorProto.Types.DataType.Float), 0, -1, input.Size);
    }

    private string AsStates(string sequences) => graph.Reshape(sequences, 0, 1, -1, input.Size);

    // Of values that are neither padding nor missing.
    private string Replace(string x, double value) =>
        known is null ? x : graph.Apply("Where", [known, x, Constant("unknown", [value])]);

    private string Measured(string x)
    {
        string deviations = graph.Apply("Sub", [x, Constant("offset", normalization.Offsets)]);
        return graph.Apply("Mul", [deviations, Constant("scale", normalization.Scales)]);
    }

    // Exactly 0 where an input never changes, in whatever way a runtime takes means.
    private string FromMinimum(string x) =>
        Replace(graph.Apply("Sub", [x, Reduce("ReduceMin", Replace(x, double.PositiveInfinity))]), 0);

    private string MinMax(string x) => graph.Apply("Mul", [x, Inverse(Reduce("ReduceMax", x))]);

    private string MeanVariance(string x)
    {
        string deviations = Replace(graph.Apply("Sub", [x, MeanOf(x)]), 0);
        string variance = MeanOf(graph.Apply("Mul", [deviations, deviations]));
        return graph.Apply("Mul", [deviations, Inverse(graph.Apply("Sqrt", [variance]))]);
    }

    // Where what is not known is 0.
    private string MeanOf(string values)
    {
        string mean = Reduce("ReduceMean", values);
        return known is null ? mean
            : graph.Apply("Div", [mean, Reduce("ReduceMean", graph.Cast(known, TensorProto.Types.DataType.Double))]);
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
