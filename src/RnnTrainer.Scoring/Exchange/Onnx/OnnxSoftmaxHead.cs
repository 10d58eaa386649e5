namespace RnnTrainer.Exchange.Onnx;

/// <summary>The class of the largest probability, and the probability of each class.</summary>
/// <param name="classes">Classes told apart.</param>
internal sealed class OnnxSoftmaxHead(int classes) : OnnxHead
{
    public override IReadOnlyList<OnnxOutput> Outputs { get; } =
    [
        new(OnnxColumn.PredictedLabel, TensorProto.Types.DataType.Int64, null,
            $"The class of the largest probability, counted from 0. The metadata '{OnnxFile.LabelsKey}', where there are any, is a JSON "
                + "array of the classes' names.") { IsKey = true },
        new(OnnxColumn.Score, TensorProto.Types.DataType.Float, classes, "The probability of each class."),
    ];

    public override IReadOnlyList<string> Apply(OnnxGraph graph, string linear)
    {
        string probabilities = graph.Apply("Softmax", [linear], ("axis", -1L));
        return [graph.Apply("ArgMax", [probabilities], ("axis", -1L), ("keepdims", 1L)), probabilities];
    }
}
