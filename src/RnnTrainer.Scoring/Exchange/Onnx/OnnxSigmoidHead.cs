namespace RnnTrainer.Exchange.Onnx;

/// <summary>Whether the logit is above 0, the logit, and its sigmoid.</summary>
internal sealed class OnnxSigmoidHead : OnnxHead
{
    public override IReadOnlyList<OnnxOutput> Outputs { get; } =
    [
        new(OnnxColumn.PredictedLabel, TensorProto.Types.DataType.Bool, null, "Whether yes is more probable than no."),
        new(OnnxColumn.Score, TensorProto.Types.DataType.Float, null, "The logit: above 0 where yes is more probable than no."),
        new(OnnxColumn.Probability, TensorProto.Types.DataType.Float, null, "The probability of yes."),
    ];

    public override IReadOnlyList<string> Apply(OnnxGraph graph, string linear) =>
    [
        graph.Apply("Greater", [linear, graph.Constant("zero", (float[])[0])]),
        linear,
        graph.Apply("Sigmoid", [linear]),
    ];
}
