using System.Runtime.InteropServices;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// A network as an ONNX file: digits [n, time steps, input] to probabilities [n, classes]. Field numbers are those of
/// onnx.proto (github.com/onnx/onnx); ONNX Runtime has no RNN operator for batch-first input, hence the Transpose.
/// </summary>
internal static class OnnxFile
{
    public const string Input = "digits", Output = "probabilities";

    private const int IrVersion = 8, OperatorSet = 14;
    private const int FloatType = 1, Int64Type = 7; // TensorProto.DataType
    private const int IntAttribute = 2, IntsAttribute = 7; // AttributeProto.AttributeType

    public static byte[] Create(RnnModel model)
    {
        int hidden = model.HiddenSize, input = model.InputSize, classes = model.ClassCount;
        float[] bias = [.. model.GetParameter("rnn.bias_ih_l0"), .. new float[hidden]]; // of the input weights, then of the recurrent weights
        ProtobufMessage graph = new ProtobufMessage()
            .Message(1, Node("Transpose", [Input], ["byTime"], Ints("perm", 1, 0, 2))) // [time steps, n, input]
            .Message(1, Node("RNN", ["byTime", "W", "R", "B"], ["", "last"], Int("hidden_size", hidden))) // last: [1, n, hidden]
            .Message(1, Node("Squeeze", ["last", "axes"], ["state"])) // [n, hidden]
            .Message(1, Node("Gemm", ["state", "V", "c"], ["logits"], Int("transB", 1)))
            .Message(1, Node("Softmax", ["logits"], [Output], Int("axis", -1)))
            .Text(2, "classifier")
            .Message(5, Tensor("W", FloatType, MemoryMarshal.AsBytes(model.GetParameter("rnn.weight_ih_l0")), 1, hidden, input))
            .Message(5, Tensor("R", FloatType, MemoryMarshal.AsBytes(model.GetParameter("rnn.weight_hh_l0")), 1, hidden, hidden))
            .Message(5, Tensor("B", FloatType, MemoryMarshal.AsBytes<float>(bias), 1, 2 * hidden))
            .Message(5, Tensor("V", FloatType, MemoryMarshal.AsBytes(model.GetParameter("head.weight")), classes, hidden))
            .Message(5, Tensor("c", FloatType, MemoryMarshal.AsBytes(model.GetParameter("head.bias")), classes))
            .Message(5, Tensor("axes", Int64Type, MemoryMarshal.AsBytes<long>([0]), 1))
            .Message(11, Value(Input, model.TimeSteps!.Value, input))
            .Message(12, Value(Output, classes));
        return new ProtobufMessage()
            .Number(1, IrVersion)
            .Message(8, new ProtobufMessage().Text(1, "").Number(2, OperatorSet))
            .Message(7, graph)
            .ToArray();
    }

    private static ProtobufMessage Node(string operation, string[] inputs, string[] outputs, params ProtobufMessage[] attributes)
    {
        ProtobufMessage node = new ProtobufMessage().Text(4, operation);
        foreach (string name in inputs)
            node.Text(1, name);
        foreach (string name in outputs)
            node.Text(2, name);
        foreach (ProtobufMessage attribute in attributes)
            node.Message(5, attribute);
        return node;
    }

    private static ProtobufMessage Int(string name, long value) => new ProtobufMessage().Text(1, name).Number(3, value).Number(20, IntAttribute);

    private static ProtobufMessage Ints(string name, params long[] values)
    {
        ProtobufMessage attribute = new ProtobufMessage().Text(1, name).Number(20, IntsAttribute);
        foreach (long value in values)
            attribute.Number(8, value);
        return attribute;
    }

    private static ProtobufMessage Tensor(string name, int type, ReadOnlySpan<byte> littleEndian, params int[] dimensions)
    {
        ProtobufMessage tensor = new ProtobufMessage().Number(2, type).Text(8, name).Bytes(9, littleEndian);
        foreach (int dimension in dimensions)
            tensor.Number(1, dimension);
        return tensor;
    }

    /// <summary>Any number of rows of floats.</summary>
    private static ProtobufMessage Value(string name, params int[] rowDimensions)
    {
        ProtobufMessage shape = new ProtobufMessage().Message(1, new ProtobufMessage().Text(2, "n"));
        foreach (int dimension in rowDimensions)
            shape.Message(1, new ProtobufMessage().Number(1, dimension));
        ProtobufMessage tensorType = new ProtobufMessage().Number(1, FloatType).Message(2, shape);
        return new ProtobufMessage().Text(1, name).Message(2, new ProtobufMessage().Message(1, tensorType));
    }
}
