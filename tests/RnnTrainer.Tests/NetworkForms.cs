using RnnTrainer.Model;

namespace RnnTrainer.Tests;

/// <summary>Networks of every form, small: each cell, one to three layers, one and two directions, every summary of the states.</summary>
internal static class NetworkForms
{
    /// <summary>All forms, for sequences of any length.</summary>
    public static IEnumerable<RnnShape> All(int inputs = 3, int hidden = 5, int classes = 4) =>
        from cell in new[] { (RnnCell.Rnn, RnnActivation.Tanh), (RnnCell.Rnn, RnnActivation.Relu), (RnnCell.Lstm, RnnActivation.Tanh), (RnnCell.Gru, RnnActivation.Tanh) }
        from form in new[] { (1, false), (1, true), (2, false), (3, true) }
        from pooling in new[] { RnnPooling.Last, RnnPooling.Mean, RnnPooling.Max, RnnPooling.Last | RnnPooling.Max, RnnPooling.Last | RnnPooling.Mean | RnnPooling.Max }
        where form.Item1 == 1 || pooling is RnnPooling.Last or RnnPooling.Max or (RnnPooling)7
        select new RnnShape(RnnShape.AnyTimeSteps, inputs, hidden, classes)
        {
            Cell = cell.Item1,
            Activation = cell.Item2,
            Layers = form.Item1,
            Bidirectional = form.Item2,
            Pooling = pooling,
        };
}
