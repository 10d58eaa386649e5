using System.Globalization;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>The outputs of the linear layer, sorted.</summary>
/// <param name="levels">The level of each.</param>
internal sealed class OnnxQuantilesHead(IReadOnlyList<float> levels) : OnnxHead
{
    public override IReadOnlyList<OnnxOutput> Outputs { get; } =
    [
        new(OnnxColumn.Score, TensorProto.Types.DataType.Float, levels.Count, "The quantiles of the levels "
            + $"{string.Join(", ", levels.Select(level => level.ToString(CultureInfo.InvariantCulture)))}."),
    ];

    public override IReadOnlyList<string> Apply(OnnxGraph graph, string linear)
    {
        string sorted = graph.NewName("quantiles");
        graph.Apply("TopK", [linear, graph.Constant("levels", (long[])[levels.Count], 1)], [sorted, graph.NewName("places")],
            ("axis", -1L), ("largest", 0L), ("sorted", 1L));
        return [sorted];
    }
}
