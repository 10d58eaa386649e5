using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Model.OnnxConverter;
using RnnTrainer.Exchange.Onnx;

namespace RnnTrainer.MLNet;

/// <summary>
/// Puts a transformer's operators into the ONNX model that ML.NET makes of a whole pipeline (package Microsoft.ML.OnnxConverter).
/// </summary>
internal static class PipelineOnnx
{
    private const string OwnDomain = ""; // operators of ONNX itself; without it ML.NET means its machine-learning ones

    /// <param name="context">The model so far.</param>
    /// <param name="name">The transformer, for messages.</param>
    /// <param name="inputs">The columns that the graph's inputs are, in order.</param>
    /// <param name="outputs">The columns that the graph's outputs are, in order.</param>
    /// <param name="graph">The operators.</param>
    public static void Add(
        OnnxContext context, string name, IEnumerable<string> inputs, IEnumerable<DataViewSchema.DetachedColumn> outputs, GraphProto graph)
    {
        context.CheckOpSetVersion(OnnxNetwork.OldestOperatorSet, name);
        // A step before this one could not be exported. ML.NET then has the columns forgotten, and says so where one is an output.
        if (!inputs.All(context.ContainsColumn))
        {
            foreach (DataViewSchema.DetachedColumn column in outputs)
                context.RemoveColumn(column.Name);
            return;
        }
        // Names in the graph to those in the model; an operator's left-out input or output has none in either.
        Dictionary<string, string> names = new() { [""] = "" };
        foreach ((string column, ValueInfoProto input) in inputs.Zip(graph.Input))
            names[input.Name] = context.GetVariableName(column);
        foreach ((DataViewSchema.DetachedColumn column, ValueInfoProto output) in outputs.Zip(graph.Output))
            names[output.Name] = context.AddIntermediateVariable(column.Type, column.Name);
        foreach (TensorProto constant in graph.Initializer)
            names[constant.Name] = Add(context, constant);
        foreach (NodeProto node in graph.Node)
        {
            foreach (string output in node.Output.Where(output => !names.ContainsKey(output)))
                names[output] = context.AddIntermediateVariable(null, output, skip: true);
            OnnxNode added = context.CreateNode(node.OpType, node.Input.Select(input => names[input]),
                node.Output.Select(output => names[output]), context.GetNodeName(node.OpType), OwnDomain);
            foreach (AttributeProto attribute in node.Attribute)
                Add(added, attribute);
        }
    }

    // ML.NET's methods for tensors do not take a single number.
    private static string Add(OnnxContext context, TensorProto constant) => (constant.FloatData, constant.DoubleData, constant.Dims) switch
    {
        ({ Count: > 0 } values, _, []) => context.AddInitializer(values[0], constant.Name, makeUniqueName: true),
        ({ Count: > 0 } values, _, _) => context.AddInitializer(values, constant.Dims, constant.Name, makeUniqueName: true),
        (_, { Count: > 0 } values, []) => context.AddInitializer(values[0], constant.Name, makeUniqueName: true),
        (_, { Count: > 0 } values, _) => context.AddInitializer(values, constant.Dims, constant.Name, makeUniqueName: true),
        (_, _, []) => context.AddInitializer(constant.Int64Data[0], constant.Name, makeUniqueName: true),
        _ => context.AddInitializer(constant.Int64Data, constant.Dims, constant.Name, makeUniqueName: true),
    };

    private static void Add(OnnxNode node, AttributeProto attribute)
    {
        switch (attribute.Type)
        {
            case AttributeProto.Types.AttributeType.Int:
                node.AddAttribute(attribute.Name, attribute.I);
                break;
            case AttributeProto.Types.AttributeType.Ints:
                node.AddAttribute(attribute.Name, attribute.Ints);
                break;
            case AttributeProto.Types.AttributeType.String:
                node.AddAttribute(attribute.Name, attribute.S.ToStringUtf8());
                break;
            case AttributeProto.Types.AttributeType.Strings:
                node.AddAttribute(attribute.Name, attribute.Strings.Select(text => text.ToStringUtf8()));
                break;
            default:
                throw new NotSupportedException($"Attribute '{attribute.Name}' is {attribute.Type}.");
        }
    }
}
