namespace RnnTrainer.Exchange.Onnx;

/// <summary>
/// What follows the valid steps of a row, kept out of the statistics of its inputs and the summaries of its states, whatever a caller or
/// a runtime leaves there.
/// </summary>
internal sealed class OnnxPadding
{
    private readonly OnnxGraph graph;
    private readonly TensorProto.Types.DataType type;
    private readonly string lengths, timeSteps; // int32 [rows], int64
    private readonly string before; // bool [time steps, rows]

    /// <param name="graph">The graph that holds the states.</param>
    /// <param name="states">Name of the states, [time steps, directions, rows, hidden].</param>
    /// <param name="lengths">Name of the numbers of valid steps, int32 [rows].</param>
    /// <param name="type">Of the states: float or double.</param>
    public OnnxPadding(OnnxGraph graph, string states, string lengths, TensorProto.Types.DataType type)
    {
        this.graph = graph;
        this.type = type;
        this.lengths = lengths;
        string zero = graph.Constant("zero", (long[])[0]), one = graph.Constant("one", (long[])[1]);
        timeSteps = graph.Apply("Gather", [graph.Apply("Shape", [states]), zero], ("axis", 0L));
        string steps = graph.Reshape(graph.Apply("Range", [zero, timeSteps, one]), -1, 1); // 0, 1, ... [time steps, 1]
        before = graph.Apply("Less", [steps, graph.Cast(lengths, TensorProto.Types.DataType.Int64)]); // [time steps, rows]
        Valid = graph.Reshape(before, 0, 1, -1, 1);
    }

    /// <summary>Name of the answer whether a step is valid, bool [time steps, 1, rows, 1].</summary>
    public string Valid { get; }

    /// <summary>The states with another value in place of those that follow the valid steps.</summary>
    public string Replace(string states, double value)
    {
        const string padding = "padding";
        string constant = type == TensorProto.Types.DataType.Double ? graph.Constant(padding, (double[])[value])
            : graph.Constant(padding, (float[])[(float)value]);
        return Replace(states, constant);
    }

    /// <summary>The states with the values of a constant, [hidden], in place of those that follow the valid steps.</summary>
    public string Replace(string states, string constant) => graph.Apply("Where", [Valid, states, constant]);

    /// <summary>Scores [rows, time steps] with -∞ in place of those that follow the valid steps.</summary>
    public string ReplaceScores(string scores) =>
        graph.Apply("Where",
            [BeforeOfRows(), scores, graph.Constant("no_weight", [float.NegativeInfinity])]);

    /// <summary>
    /// Values of each step, [rows, time steps, size], that are missing beyond the valid ones: not a number, no class (-1), or not so.
    /// </summary>
    public string Remove(string values, OnnxOutput output)
    {
        string known = graph.Reshape(BeforeOfRows(), 0, 0, 1);
        return output.IsKey ? graph.Apply("Where", [known, values, graph.Constant("none", (long[])[-1], 1)])
            : output.Type == TensorProto.Types.DataType.Float
                ? graph.Apply("Where", [known, values, graph.Constant("none", (float[])[float.NaN])])
            : graph.Apply("And", [known, values]);
    }

    /// <summary>The mean over valid steps [directions, rows, hidden], given that over all of them where the others are zero.</summary>
    public string MeanOfValid(string mean)
    {
        string stepsPerValid = graph.Apply("Div", [graph.Cast(timeSteps, type), graph.Cast(lengths, type)]);
        return graph.Apply("Mul", [mean, graph.Reshape(stepsPerValid, -1, 1)]);
    }

    // [rows, time steps].
    private string BeforeOfRows() => graph.Apply("Transpose", [before], ("perm", (long[])[1, 0]));
}
