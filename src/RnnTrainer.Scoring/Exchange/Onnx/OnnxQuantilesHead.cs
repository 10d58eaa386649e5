using System.Globalization;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>The outputs of the linear layer, sorted for each number.</summary>
/// <param name="numbers">How many numbers have quantiles.</param>
/// <param name="levels">The level of each output of a number.</param>
internal sealed class OnnxQuantilesHead(int numbers, IReadOnlyList<float> levels) : OnnxHead
{
    public override IReadOnlyList<OnnxOutput> Outputs { get; } =
    [
        new(OnnxColumn.Score, TensorProto.Types.DataType.Float, numbers * levels.Count, "The quantiles of the levels "
            + $"{string.Join(", ", levels.Select(level => level.ToString(CultureInfo.InvariantCulture)))}"
            + $"{(numbers == 1 ? "" : $" of each of {numbers} numbers")}."),
    ];

    public override IReadOnlyList<string> Apply(OnnxGraph graph, string linear)
    {
        string sorted = graph.NewName("quantiles");
        // One row for each number: whether outputs come once or at each step, it is the last dimension that is sorted.
        string ofNumbers = numbers == 1 ? linear : graph.Reshape(linear, -1, levels.Count);
        graph.Apply("TopK", [ofNumbers, graph.Constant("levels", (long[])[levels.Count], 1)], [sorted, graph.NewName("places")],
            ("axis", -1L), ("largest", 0L), ("sorted", 1L));
        return [numbers == 1 ? sorted : graph.Apply("Reshape", [sorted, graph.Apply("Shape", [linear])])];
    }
}
