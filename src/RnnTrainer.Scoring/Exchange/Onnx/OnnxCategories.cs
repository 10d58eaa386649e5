using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>Joins the learned rows of a sequence's categories to each of its steps.</summary>
/// <param name="graph">The graph that holds the sequences.</param>
/// <param name="input">What the network reads.</param>
internal sealed class OnnxCategories(OnnxGraph graph, InputSpec input)
{
    /// <param name="steps">Name of the steps' own inputs, float [steps, rows, inputs].</param>
    /// <param name="categories">Name of the categories, int64 [rows, tables].</param>
    /// <param name="tables">Names of the tables.</param>
    /// <returns>Name of all that the first layer reads, float [steps, rows, layer inputs].</returns>
    public string JoinTo(string steps, string categories, IReadOnlyList<string> tables)
    {
        string[] rows = [.. tables.Select((table, number) => graph.Apply("Gather", [table, Column(categories, number)], ("axis", 0L)))];
        string one = rows is [var only] ? only : graph.Apply("Concat", rows, ("axis", 1L)); // [rows, numbers]
        string count = graph.Apply("Gather", [graph.Apply("Shape", [steps]), graph.Constant("first", (long[])[0], 1)], ("axis", 0L));
        string shape = graph.Apply("Concat", [count, graph.Constant("same", (long[])[1, 1], 2)], ("axis", 0L));
        string each = graph.Apply("Expand", [graph.Reshape(one, 1, -1, input.CategorySize), shape]); // [steps, rows, numbers]
        return graph.Apply("Concat", [steps, each], ("axis", 2L));
    }

    // [rows].
    private string Column(string categories, int number) =>
        graph.Apply("Gather", [categories, graph.Constant("category", (long[])[number])], ("axis", 1L));
}
