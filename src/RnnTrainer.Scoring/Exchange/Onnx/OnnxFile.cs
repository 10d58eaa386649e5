using System.Text.Json;
using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>A network as an ONNX file.</summary>
internal static class OnnxFile
{
    /// <summary>The metadata that hold the values of the classes.</summary>
    public const string LabelsKey = "labels";

    private const string Producer = "RnnTrainer", Rows = "batch", TimeSteps = "time_steps";
    private const int BytesAround = 1 << 20; // operators, names and texts need far less

    /// <param name="model">The network.</param>
    /// <param name="names">Names of inputs and outputs, all different.</param>
    /// <param name="operatorSet">The version of ONNX's operators.</param>
    /// <exception cref="NotSupportedException">The network is larger than such a file can be.</exception>
    public static ModelProto Of(RnnModel model, OnnxNames names, int operatorSet)
    {
        CheckSize(model.Network);
        OnnxGraph graph = new(names.All);
        OnnxHead head = OnnxHead.Of(model.Network.Head);
        IReadOnlyList<string> values = new OnnxNetwork(graph, model).Add(head, names);
        for (int i = 0; i < values.Count; i++)
        {
            bool isOne = head.Outputs[i].Size is null && !model.Network.HasStepOutputs;
            graph.Apply("Identity", [isOne ? graph.Reshape(values[i], 0) : values[i]], [names.Outputs[i]]);
        }
        Describe(graph.Proto, model, names, head);
        ModelProto file = new()
        {
            IrVersion = IrVersionOf(operatorSet),
            OpsetImport = { new OperatorSetIdProto { Domain = "", Version = operatorSet } },
            ProducerName = Producer,
            ProducerVersion = typeof(OnnxFile).Assembly.GetName().Version!.ToString(3),
            DocString = $"A recurrent neural network: {model.Network.Description}.",
            Graph = graph.Proto,
        };
        if (model.LabelValues is { Count: > 0 } labels)
            file.MetadataProps.Add(
                new StringStringEntryProto { Key = LabelsKey, Value = JsonSerializer.Serialize(labels.Select(LabelValueText.Write)) });
        return file;
    }

    /// <exception cref="NotSupportedException">The network is larger than such a file can be.</exception>
    public static void CheckSize(NetworkSpec network)
    {
        long zeroBiases = network.Layers.Where(layer => !layer.Form.HasRecurrentBias).Sum(layer => (long)layer.Outputs * layer.Form.Gates);
        long bytes = (network.ParameterCount + zeroBiases) * sizeof(float);
        if (bytes > int.MaxValue - BytesAround)
        {
            throw new NotSupportedException(
                $"An ONNX file holds less than 2 GiB; the network's weights are {bytes} bytes ({network.Description}). "
                    + "Train a smaller network, or save it with mlContext.Model.Save.");
        }
    }

    private static void Describe(GraphProto graph, RnnModel model, OnnxNames names, OnnxHead head)
    {
        TensorShapeProto.Types.Dimension rows = new() { DimParam = Rows };
        TensorShapeProto.Types.Dimension one = new() { DimValue = 1 };
        TensorShapeProto.Types.Dimension steps =
            model.TimeSteps is { } fixedSteps && names.States.Count == 0 ? new() { DimValue = fixedSteps }
            : new() { DimParam = TimeSteps };
        List<ValueInfoProto> states = [];
        graph.Name = "rnn";
        graph.DocString = model.Network.Description;
        string rest = names.SequenceLengths is { } input ? $" Steps after a row's '{input}' are ignored." : "";
        graph.Input.Add(model.Network.Input.Embedding is { } embedding
            ? Value(names.Features, TensorProto.Types.DataType.Int64,
                $"Tokens, [{Rows}, {TimeSteps}], from 0 to {embedding.LargestToken}.{rest}", rows, steps)
            : Value(names.Features, TensorProto.Types.DataType.Float,
                $"Sequences, [{Rows}, {TimeSteps}, inputs].{rest}", rows, steps, new() { DimValue = model.InputSize }));
        if (names.SequenceLengths is { } lengths)
            graph.Input.Add(Value(lengths, TensorProto.Types.DataType.Int32, $"Valid time steps of each sequence, from 1 to {TimeSteps}, "
                + $"[{Rows}].", rows));
        foreach (OnnxState state in names.States)
        {
            TensorShapeProto.Types.Dimension size = new() { DimValue = state.Size };
            string what = $"{(state.IsOfCell ? "The cell's state" : "The state")} of layer {state.Layer}, [1, {Rows}, {state.Size}]";
            graph.Input.Add(Value(state.Input, TensorProto.Types.DataType.Float,
                $"{what}, before the first step: zeros at the beginning of a sequence.", one, rows, size));
            states.Add(Value(state.Output, TensorProto.Types.DataType.Float, $"{what}, after the last step.", one, rows, size));
        }
        if (names.Categories is { } categories)
        {
            int tables = model.Network.Input.Categories.Count;
            graph.Input.Add(Value(categories, TensorProto.Types.DataType.Int64,
                $"Categories of each sequence, counted from 1; 0 is unknown, [{Rows}, {tables}].", rows, new() { DimValue = tables }));
        }
        foreach ((OnnxOutput output, string name) in head.Outputs.Zip(names.Outputs))
        {
            List<TensorShapeProto.Types.Dimension> dimensions = [rows];
            if (model.Network.HasStepOutputs)
                dimensions.Add(steps);
            if (output.Size is { } size)
                dimensions.Add(new() { DimValue = size });
            IEnumerable<string> shape = dimensions.Select(size => size.HasDimParam ? size.DimParam : $"{size.DimValue}");
            graph.Output.Add(Value(name, output.Type, $"{output.Description} [{string.Join(", ", shape)}].", [.. dimensions]));
        }
        graph.Output.Add(states);
    }

    private static ValueInfoProto Value(
        string name, TensorProto.Types.DataType type, string description, params TensorShapeProto.Types.Dimension[] dimensions) =>
        new()
        {
            Name = name,
            DocString = description,
            Type = new() { TensorType = new() { ElemType = (int)type, Shape = new() { Dim = { dimensions } } } },
        };

    // The one that each operator set was released with (https://github.com/onnx/onnx/blob/main/docs/Versioning.md).
    private static int IrVersionOf(int operatorSet) => operatorSet switch { < 12 => 6, < 15 => 7, _ => 8 };
}
