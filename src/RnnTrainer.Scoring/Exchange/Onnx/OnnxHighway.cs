using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>The highway past the recurrent layers, added to the head's linear outputs.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="network">The network.</param>
internal sealed class OnnxHighway(OnnxGraph graph, NetworkSpec network)
{
    /// <param name="linear">Name of the linear layer's outputs, float [rows, outputs].</param>
    /// <param name="sequences">Name of what the first layer reads, float [steps, rows, layer inputs].</param>
    /// <param name="weights">Name of the highway's weights, float [numbers, inputs].</param>
    /// <returns>Name of the sums, [rows, outputs].</returns>
    public string AddTo(string linear, string sequences, string weights)
    {
        string byRow = graph.Apply("Flatten", [graph.Apply("Transpose", [sequences], ("perm", (long[])[1, 0, 2]))], ("axis", 1L));
        string numbers = graph.Apply("MatMul", [byRow, graph.Apply("Transpose", [weights], ("perm", (long[])[1, 0]))]);
        if (network.Head.OutputsEach == 1)
            return graph.Apply("Add", [linear, numbers]);
        string outputs = graph.Reshape(linear, 0, network.Head.Numbers, network.Head.OutputsEach);
        return graph.Reshape(
            graph.Apply("Add", [outputs, graph.Reshape(numbers, 0, network.Head.Numbers, 1)]), 0, network.Head.Outputs);
    }
}
