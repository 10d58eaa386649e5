using RnnTrainer.Network;

namespace RnnTrainer.Engines;

/// <summary>A network in training: what the engines and the optimizer work on.</summary>
/// <param name="spec">What it is made of.</param>
/// <param name="initial">The parameters to start from, [parameters]; they are copied.</param>
/// <param name="dropout">The share of values that dropout sets to zero while training.</param>
/// <param name="recurrentDropout">The share of a sequence's states that its recurrent products do without while training.</param>
internal sealed class FlatNetwork(NetworkSpec spec, ReadOnlySpan<float> initial, float dropout = 0, float recurrentDropout = 0)
{
    public NetworkSpec Spec { get; } = spec;

    /// <summary>The share of values that dropout sets to zero while training.</summary>
    public float Dropout { get; } = dropout;

    /// <summary>The share of a sequence's states that its recurrent products do without while training.</summary>
    public float RecurrentDropout { get; } = recurrentDropout;

    /// <summary>The flat parameter vector, in <see cref="ParameterLayout"/>'s order; writing to it changes the network.</summary>
    public float[] Parameters { get; } = initial.ToArray();

    /// <summary>The flat gradient of the last batch's loss, in the same order.</summary>
    public float[] Gradient { get; } = new float[spec.ParameterCount];

    /// <summary>
    /// The ranges of the gradient that the last batch touched, outside of which it is zero. Every parameter of these networks takes
    /// part in every batch.
    /// </summary>
    public Range[] Touched { get; } = [Range.All];
}
