namespace RnnTrainer.Exchange.Onnx;

/// <summary>The mean of a row's states, each step weighted by softmax(query·h(t)).</summary>
internal static class OnnxAttention
{
    /// <param name="graph">The graph that holds the states.</param>
    /// <param name="states">Name of the states, [time steps, directions, rows, hidden].</param>
    /// <param name="query">Name of the query, [directions x hidden, 1].</param>
    /// <param name="padding">What follows the valid steps; null: nothing.</param>
    /// <returns>Name of the means, [rows, directions x hidden].</returns>
    public static string Add(OnnxGraph graph, string states, string query, OnnxPadding? padding)
    {
        string valid = padding?.Replace(states, 0) ?? states;
        string byRow = graph.Reshape(graph.Apply("Transpose", [valid], ("perm", (long[])[2, 0, 1, 3])), 0, 0, -1);
        string scores = graph.Reshape(graph.Apply("MatMul", [byRow, query]), 0, -1); // [rows, time steps]
        string weights = graph.Apply("Softmax", [padding?.ReplaceScores(scores) ?? scores], ("axis", 1L));

        // [rows, 1, time steps] x [rows, time steps, directions x hidden]
        return graph.Reshape(graph.Apply("MatMul", [graph.Reshape(weights, 0, 1, -1), byRow]), 0, -1);
    }
}
