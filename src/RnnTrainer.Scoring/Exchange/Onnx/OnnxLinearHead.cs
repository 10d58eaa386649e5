namespace RnnTrainer.Exchange.Onnx;

/// <summary>The outputs of the linear layer.</summary>
/// <param name="size">How many; null: a single one that is not a vector.</param>
internal sealed class OnnxLinearHead(int? size) : OnnxHead
{
    public override IReadOnlyList<OnnxOutput> Outputs { get; } =
        [new(OnnxColumn.Score, TensorProto.Types.DataType.Float, size, size is null ? "The number." : "The numbers.")];

    public override IReadOnlyList<string> Apply(OnnxGraph graph, string linear) => [linear];
}
