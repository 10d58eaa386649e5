using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>
/// A linear map past the recurrent layers, from all that the network reads of a sequence to the numbers that its head is for; each of a
/// number's outputs gets it added. The autoregressive part of Lai et al. 2018 (LSTNet).
/// </summary>
/// <param name="Inputs">Values that the network reads of a sequence.</param>
/// <param name="Numbers">Numbers that the head is for.</param>
internal sealed record HighwaySpec(int Inputs, int Numbers)
{
    /// <summary>The weights; there is no bias, as the head has one.</summary>
    public ValueList<ParameterForm> Parameters => [new(ParameterRole.HighwayWeights, 0, [Numbers, Inputs], Inputs)];
}
