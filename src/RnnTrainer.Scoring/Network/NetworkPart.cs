using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A part of a network, with the parameters that it declares.</summary>
/// <param name="Kind">Which part it is.</param>
/// <param name="Layer">Its recurrent layer, or its category, from 0; 0 for a part that there is once.</param>
/// <param name="Parameters">Its parameters, in the order of the flat vector.</param>
internal sealed record NetworkPart(PartKind Kind, int Layer, ValueList<ParameterForm> Parameters)
{
    /// <summary>Numbers in all its parameters.</summary>
    public Int128 Size => Parameters.Aggregate((Int128)0, (sum, parameter) => sum + parameter.Size);
}
