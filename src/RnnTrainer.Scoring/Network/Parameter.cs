using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A parameter of a network, and its place in the flat vector.</summary>
/// <param name="Part">The part that declares it.</param>
/// <param name="Form">How the part declares it.</param>
/// <param name="Tensor">PyTorch's name of it within its part of the module.</param>
/// <param name="Place">Where it lies.</param>
internal sealed record Parameter(NetworkPart Part, ParameterForm Form, string Tensor, Range Place)
{
    public ParameterRole Role => Form.Role;

    /// <summary>Its recurrent layer, from 0; 0 in a part that there is once.</summary>
    public int Layer => Part.Layer;

    /// <summary>0 forward in time, 1 backward.</summary>
    public int Direction => Form.Direction;

    /// <summary>Its shape, row-major.</summary>
    public ValueList<int> Dimensions => Form.Dimensions;

    /// <summary>PyTorch's name in a module whose parts have their usual names.</summary>
    public string Name => $"{TensorName.UsualPart(Part.Kind)}.{Tensor}";
}
