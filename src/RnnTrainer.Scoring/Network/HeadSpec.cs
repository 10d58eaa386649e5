using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>What comes out of a network: a linear layer, and what is made of its outputs.</summary>
/// <param name="Kind">What is made of the outputs.</param>
/// <param name="Outputs">How many there are.</param>
internal sealed record HeadSpec(HeadKind Kind, int Outputs)
{
    public bool IsValid => Enum.IsDefined(Kind) && Outputs >= 1;

    /// <summary>The parameters of a linear layer of so many inputs.</summary>
    public ValueList<ParameterForm> Parameters(int inputs) =>
        [new(ParameterRole.HeadWeights, 0, [Outputs, inputs], inputs), new(ParameterRole.HeadBias, 0, [Outputs], inputs)];

    public override string ToString() => Kind switch { HeadKind.Softmax => $"{Outputs} classes" };
}
