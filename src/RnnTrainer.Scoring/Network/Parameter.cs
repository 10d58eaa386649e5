using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A parameter of a network, and its place in the flat vector.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Layer">Its recurrent layer, from 0; that of the head comes after them.</param>
/// <param name="Direction">0 forward in time, 1 backward.</param>
/// <param name="Tensor">PyTorch's name of it within its part of the module.</param>
/// <param name="Dimensions">Its shape, row-major.</param>
/// <param name="Place">Where it lies.</param>
internal sealed record Parameter(ParameterRole Role, int Layer, int Direction, string Tensor, ValueList<int> Dimensions, Range Place)
{
    private const string Recurrent = "rnn", Head = "head";

    public bool IsOfHead => Role is ParameterRole.HeadWeights or ParameterRole.HeadBias;

    public bool IsBias => Dimensions.Count == 1;

    /// <summary>PyTorch's name in a module with the recurrent layers as <c>rnn</c> and the output layer as <c>head</c>.</summary>
    public string Name => $"{(IsOfHead ? Head : Recurrent)}.{Tensor}";
}
