namespace RnnTrainer.Network;

/// <summary>What comes out of a network: a linear layer, and what is made of its outputs.</summary>
/// <param name="Kind">What is made of the outputs.</param>
/// <param name="Outputs">How many there are.</param>
internal sealed record HeadSpec(HeadKind Kind, int Outputs)
{
    public bool IsValid => Enum.IsDefined(Kind) && Outputs >= 1;

    public override string ToString() => Kind switch { HeadKind.Softmax => $"{Outputs} classes" };
}
