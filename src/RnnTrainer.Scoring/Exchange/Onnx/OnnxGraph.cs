using Google.Protobuf;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>An ONNX graph in the making: operators are added in the order in which they run, and each new value gets a new name.</summary>
/// <param name="reserved">Names that nothing inside may have: those of the inputs and outputs.</param>
internal sealed class OnnxGraph(params IEnumerable<string> reserved)
{
    private readonly HashSet<string> names = [.. reserved];

    /// <summary>The graph so far.</summary>
    public GraphProto Proto { get; } = new();

    /// <summary>A name that nothing else in the graph has.</summary>
    public string NewName(string like)
    {
        string name = like;
        for (int number = 2; !names.Add(name); number++)
            name = $"{like}_{number}";
        return name;
    }

    /// <summary>Adds an operator with one output, and returns its new name.</summary>
    public string Apply(string operation, string[] inputs, params (string Name, object Value)[] attributes)
    {
        string output = NewName(operation);
        Apply(operation, inputs, [output], attributes);
        return output;
    }

    /// <summary>Adds an operator; an empty name stands for an input or output that is left out.</summary>
    public void Apply(string operation, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes) =>
        Proto.Node.Add(new NodeProto
        {
            OpType = operation,
            Name = outputs.First(name => name.Length > 0),
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)) },
        });

    /// <summary>Adds a constant of the given dimensions, none for a single number, and returns its name.</summary>
    public string Constant(string like, IEnumerable<float> values, params long[] dimensions) =>
        AddConstant(like, new() { DataType = (int)TensorProto.Types.DataType.Float, FloatData = { values } }, dimensions);

    /// <inheritdoc cref="Constant(string, IEnumerable{float}, long[])"/>
    public string Constant(string like, IEnumerable<long> values, params long[] dimensions) =>
        AddConstant(like, new() { DataType = (int)TensorProto.Types.DataType.Int64, Int64Data = { values } }, dimensions);

    /// <inheritdoc cref="Constant(string, IEnumerable{float}, long[])"/>
    public string Constant(string like, IEnumerable<double> values, params long[] dimensions) =>
        AddConstant(like, new() { DataType = (int)TensorProto.Types.DataType.Double, DoubleData = { values } }, dimensions);

    /// <summary>The same values with new dimensions; 0 keeps the dimension at its place, -1 is what remains.</summary>
    public string Reshape(string input, params long[] dimensions) =>
        Apply("Reshape", [input, Constant("dimensions", dimensions, dimensions.Length)]);

    /// <summary>The same values in another type.</summary>
    public string Cast(string input, TensorProto.Types.DataType type) => Apply("Cast", [input], ("to", (long)type));

    private string AddConstant(string like, TensorProto tensor, long[] dimensions)
    {
        tensor.Name = NewName(like);
        tensor.Dims.AddRange(dimensions);
        Proto.Initializer.Add(tensor);
        return tensor.Name;
    }

    private static AttributeProto Attribute(string name, object value) => value switch
    {
        long number => new() { Name = name, Type = AttributeProto.Types.AttributeType.Int, I = number },
        long[] numbers => new() { Name = name, Type = AttributeProto.Types.AttributeType.Ints, Ints = { numbers } },
        string text => new() { Name = name, Type = AttributeProto.Types.AttributeType.String, S = ByteString.CopyFromUtf8(text) },
        string[] texts =>
            new() { Name = name, Type = AttributeProto.Types.AttributeType.Strings, Strings = { texts.Select(ByteString.CopyFromUtf8) } },
        _ => throw new NotSupportedException($"No attribute holds a {value.GetType()}."),
    };
}
