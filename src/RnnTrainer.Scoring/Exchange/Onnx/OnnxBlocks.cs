using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>Makes of consecutive steps of the data one step of the network; means stand for what a row's last block lacks.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="input">What the network reads.</param>
internal sealed class OnnxBlocks(OnnxGraph graph, InputSpec input)
{
    private const TensorProto.Types.DataType Integer = TensorProto.Types.DataType.Int64;

    /// <param name="sequences">Name of the sequences at scale, float [time steps, rows, inputs].</param>
    /// <param name="lengths">Name of the numbers of valid steps, int32 [rows]; null: all steps are.</param>
    /// <returns>Names of the same by blocks: float [blocks, rows, inputs of a block], and int32 [rows] or null.</returns>
    public (string Sequences, string? Lengths) Apply(string sequences, string? lengths)
    {
        if (input.BlockSteps == 1)
            return (sequences, lengths);
        bool areWhole = input.HasEqualLengths && input.TimeSteps % input.BlockSteps == 0;
        string byRow = Transpose(areWhole ? sequences : Complete(sequences, lengths)); // [rows, time steps, inputs]
        string blocks = Transpose(graph.Reshape(byRow, 0, -1, input.StepInputs));
        return (blocks, lengths is null ? null : graph.Cast(BlocksOf(graph.Cast(lengths, Integer)), TensorProto.Types.DataType.Int32));
    }

    // As many steps as whole blocks have.
    private string Complete(string sequences, string? lengths)
    {
        string timeSteps = graph.Apply("Gather", [graph.Apply("Shape", [sequences]), Number("first", 0)], ("axis", 0L));
        string padded = graph.Apply("Pad", [sequences, graph.Constant("pads", (long[])[0, 0, 0, input.BlockSteps - 1, 0, 0], 6)]);
        string states = graph.Reshape(padded, 0, 1, -1, input.Size); // as those of a layer
        OnnxPadding padding =
            new(graph, states, lengths ?? graph.Cast(timeSteps, TensorProto.Types.DataType.Int32), TensorProto.Types.DataType.Float);
        ValueList<double> means = input.Normalization.Means;
        string completed = means.Count == 0 ? padding.Replace(states, 0)
            : padding.Replace(states, graph.Constant("mean", means.Select(mean => (float)mean), means.Count));
        string end = graph.Apply("Mul", [BlocksOf(timeSteps), Number("block", input.BlockSteps)]);
        return graph.Apply("Slice", [graph.Reshape(completed, 0, -1, input.Size), Number("start", 0), end, Number("axis", 0)]);
    }

    // Of steps, int64, rounded up.
    private string BlocksOf(string steps) => graph.Apply("Div",
        [graph.Apply("Add", [steps, Number("more", input.BlockSteps - 1)]), Number("block", input.BlockSteps)]);

    private string Transpose(string steps) => graph.Apply("Transpose", [steps], ("perm", (long[])[1, 0, 2]));

    private string Number(string like, long number) => graph.Constant(like, (long[])[number], 1);
}
