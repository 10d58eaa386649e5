using RnnTrainer.Network;

namespace RnnTrainer.Tests;

/// <summary>Networks of every form, small: each cell, one to three layers, one and two directions, every summary of the states.</summary>
internal static class NetworkForms
{
    /// <summary>All forms, for sequences of any length.</summary>
    public static IEnumerable<NetworkSpec> All(int inputs = 3, int hidden = 5, int classes = 4) =>
        from cell in new[] { (RnnCell.Rnn, RnnActivation.Tanh), (RnnCell.Rnn, RnnActivation.Relu), (RnnCell.Lstm, RnnActivation.Tanh), (RnnCell.Gru, RnnActivation.Tanh) }
        from form in new[] { (1, false), (1, true), (2, false), (3, true) }
        from pooling in new[] { RnnPooling.Last, RnnPooling.Mean, RnnPooling.Max, RnnPooling.Last | RnnPooling.Max, RnnPooling.Last | RnnPooling.Mean | RnnPooling.Max }
        where form.Item1 == 1 || pooling is RnnPooling.Last or RnnPooling.Max or (RnnPooling)7
        select Of(InputSpec.AnyTimeSteps, inputs, hidden, classes, cell.Item1, cell.Item2, form.Item1, form.Item2, pooling);

    /// <summary>A network of equal layers.</summary>
    public static NetworkSpec Of(
        int timeSteps, int inputs, int hidden, int classes, RnnCell cell = RnnCell.Rnn, RnnActivation activation = RnnActivation.Tanh,
        int layers = 1, bool bidirectional = false, RnnPooling pooling = RnnPooling.Last) =>
        new(new InputSpec(timeSteps, inputs), new LayerSpec(cell, activation, hidden, bidirectional), layers, pooling, new HeadSpec(HeadKind.Softmax, classes));

    /// <summary>The same network for sequences of so many steps.</summary>
    public static NetworkSpec WithTimeSteps(this NetworkSpec network, int timeSteps) => network with { Input = network.Input with { TimeSteps = timeSteps } };
}
