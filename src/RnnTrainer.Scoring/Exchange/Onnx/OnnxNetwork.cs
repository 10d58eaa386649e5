using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>
/// The operators of a network, in a form that ONNX's operator sets 11 to 17 have in common. ONNX Runtime runs recurrent
/// operators on [time steps, rows, inputs] only, hence the transpositions.
/// </summary>
internal sealed class OnnxNetwork(OnnxGraph graph, RnnModel model)
{
    public const int OldestOperatorSet = 11, NewestOperatorSet = 17;

    private readonly NetworkSpec network = model.Network;

    /// <summary>Adds the network, from the sequences to the head's outputs.</summary>
    /// <param name="head">What the head becomes.</param>
    /// <param name="names">
    /// Names of the inputs: the sequences are float [rows, time steps, inputs], or of tokens int64 [rows, time steps]; the numbers of valid
    /// steps int32 [rows], each at least 1, without which all steps are; the categories int64 [rows, tables], where there are any. Without
    /// states sequences are whole.
    /// </param>
    /// <returns>
    /// Names of the values of the head's outputs, in their order, each [rows, size], or [rows, 1] of a single one. Of each step they are
    /// [rows, time steps, size], or [rows, time steps] of a single one, and missing beyond the valid steps.
    /// </returns>
    public IReadOnlyList<string> Add(OnnxHead head, OnnxNames names)
    {
        IReadOnlyList<OnnxState> carried = names.States;
        string inputs = network.Input.Embedding is null ? names.Features : Rows(names.Features);
        string states = graph.Apply("Transpose", [inputs], ("perm", (long[])[1, 0, 2])), last = "";
        (states, string? lengths) = new OnnxInput(graph, network.Input).Apply(states, names.SequenceLengths);
        string read = states;
        if (names.Categories is { } categories)
            states = new OnnxCategories(graph, network.Input).JoinTo(states, categories, [.. Tables()]);
        int top = network.Layers.Count - 1;
        for (int layer = 0; layer < top; layer++)
        {
            string below = Recur(layer, states, lengths, carried, wantsStates: true, wantsLast: false).States;
            states = SideBySide(below, network.Layers[layer].Outputs);
        }
        (states, last) = Recur(top, states, lengths, carried, wantsStates: NeedsStates,
            network.Pooling.HasFlag(RnnPooling.Last));

        OnnxPadding? padding = lengths is not null && NeedsStates
            ? new(graph, states, lengths, TensorProto.Types.DataType.Float) : null;
        return network.HasStepOutputs ? OfSteps(head, states, padding)
            : head.Apply(graph, WithHighway(LinearOfPooled(states, last, padding), read));
    }

    private IEnumerable<string> Tables() => Enumerable.Range(0, network.Input.Categories.Count)
        .Select(table => Constant(model.Layout[ParameterRole.CategoryTable, table, 0]));

    // [rows, time steps, numbers] of tokens.
    private string Rows(string tokens) =>
        graph.Apply("Gather", [Constant(model.Layout[ParameterRole.Embedding, 0, 0]), tokens], ("axis", 0L));

    // The same where there is none.
    private string WithHighway(string linear, string read) => !network.HasHighway ? linear
        : new OnnxHighway(graph, network).AddTo(linear, read, Constant(model.Layout[ParameterRole.HighwayWeights, 0, 0]));

    private bool NeedsStates => network.Pooling != RnnPooling.Last;

    // [rows, outputs].
    private string LinearOfPooled(string states, string last, OnnxPadding? padding)
    {
        string[] pooled = [.. Pool(states, last, padding)];
        string all = pooled is [var only] ? only : graph.Apply("Concat", pooled, ("axis", 1L));
        return graph.Apply("Gemm", [all, Constant(model.Layout.HeadWeights), Constant(model.Layout.HeadBias)], ("transB", 1L));
    }

    private string[] OfSteps(OnnxHead head, string states, OnnxPadding? padding)
    {
        string rows = graph.Apply("Transpose", [SideBySide(states, network.Top.Outputs)], ("perm", (long[])[1, 0, 2]));
        string weights = graph.Apply("Transpose", [Constant(model.Layout.HeadWeights)], ("perm", (long[])[1, 0]));
        string linear = graph.Apply("Add", [graph.Apply("MatMul", [rows, weights]), Constant(model.Layout.HeadBias)]);
        return [.. head.Apply(graph, linear).Zip(head.Outputs, (value, output) =>
        {
            string known = padding?.Remove(value, output) ?? value;
            return output.Size is null ? graph.Reshape(known, 0, 0) : known;
        })];
    }

    // One layer on [time steps, rows, inputs]: states [time steps, directions, rows, hidden], last ones [directions, rows, hidden].
    private (string States, string Last) Recur(
        int layer, string input, string? lengths, IReadOnlyList<OnnxState> carried, bool wantsStates, bool wantsLast)
    {
        OnnxState[] own = [.. carried.Where(state => state.Layer == layer)];
        LayerSpec spec = network.Layers[layer];
        CellNames cell = spec.Form.Names;
        OnnxWeights weights = new(model, layer);
        int inputs = network.InputsOf(layer), hidden = spec.Size, rows = spec.Form.Gates * hidden, directions = spec.Directions;
        List<string> from =
        [
            input,
            graph.Constant($"W_l{layer}", weights.Input, directions, rows, inputs),
            graph.Constant($"R_l{layer}", weights.Recurrent, directions, rows, hidden),
            graph.Constant($"B_l{layer}", weights.Bias, directions, 2L * rows),
        ];
        if (lengths is not null || own.Length > 0)
            from.Add(lengths ?? "");
        from.AddRange(own.Select(state => state.Input));
        List<(string, object)> attributes = [("hidden_size", (long)hidden),
            ("direction", spec.Bidirectional ? "bidirectional" : "forward")];
        if (spec.Form.HasActivation)
            attributes.Add(("activations", Enumerable.Repeat(NameOf(spec.Activation), directions).ToArray()));
        if (cell.HasLinearBeforeReset)
            attributes.Add(("linear_before_reset", 1L));

        string states = wantsStates ? graph.NewName($"states_l{layer}") : "";
        string[] last = own.Length > 0 ? [.. own.Select(state => state.Output)] : wantsLast ? [graph.NewName($"last_l{layer}")] : [];
        graph.Apply(cell.Onnx, [.. from], [states, .. last], [.. attributes]);
        return (states, last.FirstOrDefault(""));
    }

    // [time steps, directions, rows, hidden] to the next layer's input, [time steps, rows, directions x hidden].
    private string SideBySide(string states, int outputs) =>
        graph.Reshape(graph.Apply("Transpose", [states], ("perm", (long[])[0, 2, 1, 3])), 0, 0, outputs);

    // Each summary of the states, [rows, directions x hidden].
    private IEnumerable<string> Pool(string states, string last, OnnxPadding? padding)
    {
        foreach (RnnPooling summary in PoolingSummaries.Of(network.Pooling))
        {
            yield return summary switch
            {
                RnnPooling.None => states,
                RnnPooling.Last => ByRow(last),
                RnnPooling.Mean when padding is not null =>
                    ByRow(padding.MeanOfValid(Reduce("ReduceMean", padding.Replace(states, 0)))),
                RnnPooling.Mean => ByRow(Reduce("ReduceMean", states)),
                RnnPooling.Max => ByRow(Reduce("ReduceMax", padding?.Replace(states, float.NegativeInfinity) ?? states)),
                RnnPooling.Attention => OnnxAttention.Add(graph, states, Query(), padding),
            };
        }
    }

    // [directions, rows, hidden] to [rows, directions x hidden].
    private string ByRow(string pooled) =>
        graph.Apply("Flatten", [graph.Apply("Transpose", [pooled], ("perm", (long[])[1, 0, 2]))], ("axis", 1L));

    // A column.
    private string Query()
    {
        Parameter query = model.Layout[ParameterRole.AttentionQuery, 0, 0];
        return graph.Constant(query.Name, model.Parameters[query.Place].ToArray(), network.Top.Outputs, 1);
    }

    // Over time: [directions, rows, hidden].
    private string Reduce(string operation, string states) => graph.Apply(operation, [states], ("axes", (long[])[0]), ("keepdims", 0L));

    private static string NameOf(RnnActivation activation) => activation switch
    {
        RnnActivation.Tanh => "Tanh",
        RnnActivation.Relu => "Relu",
    };

    private string Constant(Parameter parameter) =>
        graph.Constant(parameter.Name, model.Parameters[parameter.Place].ToArray(), [.. parameter.Dimensions.Select(size => (long)size)]);
}
