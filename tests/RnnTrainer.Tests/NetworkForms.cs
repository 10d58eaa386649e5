using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Tests;

/// <summary>
/// Networks of every form, small: each cell, one to three layers, equal ones and others, one and two directions, every summary of
/// the states and outputs at each step, every head, every form of the inputs.
/// </summary>
internal static class NetworkForms
{
    /// <summary>All forms, for sequences of any length.</summary>
    public static IEnumerable<NetworkSpec> All(int inputs = 3, int hidden = 5, int classes = 4) =>
        EqualLayers(inputs, hidden, classes).Concat(OtherHeads(inputs, hidden)).Concat(Normalized(inputs, hidden, classes))
            .Concat(OtherLayers(inputs, hidden, classes)).Concat(Blocked(inputs, hidden, classes)).Concat(Gapped(inputs, hidden, classes));

    /// <summary>Those that ONNX has operators for.</summary>
    public static IEnumerable<NetworkSpec> InOnnx(int inputs = 3) => InOnnx(All(inputs));

    /// <summary>The same of others.</summary>
    public static IEnumerable<NetworkSpec> InOnnx(IEnumerable<NetworkSpec> networks) =>
        networks.Where(network => network.Input.MissingValues != RnnMissingValues.LastValue);

    /// <summary>Those whose head is not for classes.</summary>
    public static IEnumerable<NetworkSpec> OtherHeads(int inputs = 3, int hidden = 5) =>
        from head in new HeadSpec[]
        {
            new(RnnHead.Sigmoid, 1), new(RnnHead.Linear, 1), new(RnnHead.LinearVector, 1), new(RnnHead.LinearVector, 3),
            HeadSpec.Quantiles(1, [0.1f, 0.5f, 0.9f]), HeadSpec.Quantiles(2, [0.2f, 0.5f, 0.8f]),
        }
        from cell in Enum.GetValues<RnnCell>()
        select Of(InputSpec.AnyTimeSteps, inputs, hidden, 2, cell, bidirectional: cell == RnnCell.Gru) with { Head = head };

    /// <summary>Those whose inputs are brought to scale.</summary>
    public static IEnumerable<NetworkSpec> Normalized(int inputs = 3, int hidden = 5, int classes = 4) =>
        from kind in Enum.GetValues<RnnNormalization>()
        where kind is not (RnnNormalization.Auto or RnnNormalization.None)
        from cell in Enum.GetValues<RnnCell>()
        from pooling in new[] { RnnPooling.None, RnnPooling.Last | RnnPooling.Mean }
        select Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, cell, bidirectional: cell == RnnCell.Gru, pooling: pooling)
            .With(Normalization(kind, inputs));

    /// <summary>Those that read several steps at once; the last block may lack some.</summary>
    public static IEnumerable<NetworkSpec> Blocked(int inputs = 3, int hidden = 5, int classes = 4) =>
        from kind in Enum.GetValues<RnnNormalization>()
        where kind != RnnNormalization.Auto
        from form in new[] { (RnnCell.Lstm, 1, false, RnnPooling.Last), (RnnCell.Gru, 2, true, PoolingSummaries.Joined) }
        let network = Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, form.Item1, layers: form.Item2, bidirectional: form.Item3,
            pooling: form.Item4)
        select network with
        {
            Input = network.Input with
            {
                BlockSteps = 3,
                Normalization = WithMeans(kind, inputs),
            },
        };

    /// <summary>Those that fill missing values.</summary>
    public static IEnumerable<NetworkSpec> Gapped(int inputs = 3, int hidden = 5, int classes = 4) =>
        from rule in Enum.GetValues<RnnMissingValues>()
        where rule != RnnMissingValues.Error
        from kind in Enum.GetValues<RnnNormalization>()
        where kind != RnnNormalization.Auto
        from form in new[] { (1, RnnPooling.None), (2, RnnPooling.Last | RnnPooling.Attention) }
        let network = Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, RnnCell.Lstm, pooling: form.Item2)
        select network with
        {
            Input = network.Input with { BlockSteps = form.Item1, MissingValues = rule, Normalization = WithMeans(kind, inputs) },
        };

    /// <summary>Those with a highway past the layers, for sequences of so many steps.</summary>
    public static IEnumerable<NetworkSpec> WithHighway(int timeSteps, int inputs = 3, int hidden = 5, int classes = 4) =>
        from network in OtherHeads(inputs, hidden).Concat(Blocked(inputs, hidden, classes)).Concat(Gapped(inputs, hidden, classes))
        where !network.HasStepOutputs
        select network.WithTimeSteps(timeSteps) with { HasHighway = true };

    /// <summary>Those that read what a sequence is as a whole beside its steps.</summary>
    public static IEnumerable<NetworkSpec> WithCategories(int inputs = 3, int hidden = 5, int classes = 4) =>
        WithCategories(OtherHeads(inputs, hidden).Concat(OtherLayers(inputs, hidden, classes)).Concat(Blocked(inputs, hidden, classes))
            .Append(Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, RnnCell.Lstm, layers: 2, bidirectional: true).WithTokens(9)));

    /// <summary>The same of others: one category in a network of one layer, two in others.</summary>
    public static IEnumerable<NetworkSpec> WithCategories(IEnumerable<NetworkSpec> networks) =>
        from network in networks
        let categories = (CategorySpec[])(network.Layers.Count == 1 ? [new(4, 2)] : [new(4, 2), new(1, 3)])
        select network with { Input = network.Input with { Categories = new(categories) } };

    private static InputNormalization WithMeans(RnnNormalization kind, int inputs) => Normalization(kind, inputs) with
    {
        Means = InputNormalization.IsCentered(kind) ? [] : new(Enumerable.Range(1, inputs).Select(input => input / 7.0)),
    };

    /// <summary>Made-up offsets and scales where the kind has any; the first input never changed.</summary>
    public static InputNormalization Normalization(RnnNormalization kind, int inputs) => !InputNormalization.IsMeasured(kind)
        ? InputNormalization.None with { Kind = kind }
        : new(kind, new(Enumerable.Range(0, inputs).Select(input => 0.1 - input)),
            new(Enumerable.Range(0, inputs).Select(input => input / 3.0)));

    /// <summary>Those whose layers differ: in size, in direction, in cell.</summary>
    public static IEnumerable<NetworkSpec> OtherLayers(int inputs = 3, int hidden = 5, int classes = 4) =>
        from layers in new ValueList<LayerSpec>[]
        {
            [Layer(RnnCell.Lstm, hidden + 2), Layer(RnnCell.Lstm, hidden)],
            [Layer(RnnCell.Gru, hidden, bidirectional: true), Layer(RnnCell.Gru, hidden)],
            [Layer(RnnCell.Rnn, hidden), Layer(RnnCell.Rnn, hidden + 1, bidirectional: true)],
            [Layer(RnnCell.Lstm, hidden, bidirectional: true), Layer(RnnCell.Gru, 2), Layer(RnnCell.Rnn, hidden + 3)],
        }
        from pooling in new[] { RnnPooling.None, RnnPooling.Last, PoolingSummaries.Joined }
        select new NetworkSpec(new InputSpec(InputSpec.AnyTimeSteps, inputs), layers, pooling, new HeadSpec(RnnHead.Softmax, classes));

    /// <summary>Those whose layers are equal.</summary>
    public static IEnumerable<NetworkSpec> EqualLayers(int inputs = 3, int hidden = 5, int classes = 4) =>
        from cell in Enum.GetValues<RnnCell>()
        from activation in CellForm.Of(cell).HasActivation ? Enum.GetValues<RnnActivation>() : [RnnActivation.Tanh]
        from form in new[] { (1, false), (1, true), (2, false), (3, true) }
        from pooling in PoolingSummaries.All.Concat([RnnPooling.None, RnnPooling.Last | RnnPooling.Max, PoolingSummaries.Joined])
        where form.Item1 == 1 || pooling is RnnPooling.None or RnnPooling.Last or RnnPooling.Max or RnnPooling.Attention
            || pooling == PoolingSummaries.Joined
        select Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, cell, activation, form.Item1, form.Item2, pooling);

    /// <summary>Those that read tokens through a table.</summary>
    public static IEnumerable<NetworkSpec> OfTokens(int tokens = 9, int size = 6, int hidden = 5, int classes = 4) =>
        from network in EqualLayers(size, hidden, classes).Concat(OtherLayers(size, hidden, classes))
        where network.Top.Activation == RnnActivation.Tanh
        select network.WithTokens(tokens, areKeys: network.Top.Cell != RnnCell.Gru);

    /// <summary>The same network with rows of a table in the place of its inputs.</summary>
    public static NetworkSpec WithTokens(this NetworkSpec network, int tokens, bool areKeys = true) => network with
    {
        Input = new(network.Input.TimeSteps, 1) { Embedding = new(tokens, network.Input.LayerInputs, areKeys) },
    };

    /// <summary>A network of equal layers.</summary>
    public static NetworkSpec Of(
        int timeSteps, int inputs, int hidden, int classes, RnnCell cell = RnnCell.Rnn, RnnActivation activation = RnnActivation.Tanh,
        int layers = 1, bool bidirectional = false, RnnPooling pooling = RnnPooling.Last) =>
        new(new InputSpec(timeSteps, inputs), new LayerSpec(cell, activation, hidden, bidirectional), layers, pooling,
            new HeadSpec(RnnHead.Softmax, classes));

    private static LayerSpec Layer(RnnCell cell, int size, bool bidirectional = false) =>
        new(cell, RnnActivation.Tanh, size, bidirectional);

    /// <summary>The same network for sequences of so many steps.</summary>
    public static NetworkSpec WithTimeSteps(this NetworkSpec network, int timeSteps) =>
        network with { Input = network.Input with { TimeSteps = timeSteps } };
}
