using System.Collections;

namespace RnnTrainer.Network;

/// <summary>
/// Every parameter of a network in the order of the flat vector: the only holder of their order, places, dimensions and names.
/// </summary>
/// <remarks>
/// The flat vector holds the parameters of the network's parts, one part after the other, as each declares them; row-major, as in
/// PyTorch. The pooled vector holds, for each summary of the states, or for the state of a step, both
/// directions' units.
/// </remarks>
internal sealed class ParameterLayout : IReadOnlyList<Parameter>
{
    private readonly NetworkSpec network;
    private readonly bool inOneModule;
    private readonly Parameter[] parameters;
    private readonly Dictionary<(ParameterRole, int, int), Parameter> byRole;

    /// <summary>The layout of a network, whose layers are one module of PyTorch's where they are equal.</summary>
    public ParameterLayout(NetworkSpec network) : this(network, network.HasEqualLayers)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="inOneModule">Whether its recurrent layers are one module of PyTorch's, and not one each.</param>
    public ParameterLayout(NetworkSpec network, bool inOneModule)
    {
        this.network = network;
        this.inOneModule = inOneModule;
        parameters = [.. Place()];
        byRole = parameters.ToDictionary(parameter => (parameter.Role, parameter.Layer, parameter.Direction));
    }

    /// <summary>Numbers in the flat vector.</summary>
    public int Size => parameters[^1].Place.End.Value;

    /// <summary>The number of parameters.</summary>
    public int Count => parameters.Length;

    public Parameter this[int index] => parameters[index];

    /// <summary>A parameter of a layer in a direction; of a part that there is once: layer 0, direction 0.</summary>
    public Parameter this[ParameterRole role, int layer, int direction] => byRole[(role, layer, direction)];

    public Parameter HeadWeights => this[ParameterRole.HeadWeights, 0, 0];

    public Parameter HeadBias => this[ParameterRole.HeadBias, 0, 0];

    /// <summary>The places of a layer's parameters in a direction.</summary>
    public DirectionPlaces Of(int layer, int direction) => new(
        this[ParameterRole.InputWeights, layer, direction].Place, this[ParameterRole.RecurrentWeights, layer, direction].Place,
        this[ParameterRole.InputBias, layer, direction].Place,
        network.Layers[layer].Form.HasRecurrentBias ? this[ParameterRole.RecurrentBias, layer, direction].Place : default);

    /// <summary>PyTorch's names, within the recurrent part, of second biases whose sums with the first ones are what is kept.</summary>
    public IEnumerable<string> FoldedBiases => parameters.Select(FoldedBias).OfType<string>();

    /// <summary>PyTorch's name of the second bias of which a parameter holds the sum with the first; null where it does not.</summary>
    public string? FoldedBias(Parameter parameter) =>
        parameter.Role == ParameterRole.InputBias && !network.Layers[parameter.Layer].Form.HasRecurrentBias
            ? TensorName.Of(ParameterRole.RecurrentBias, parameter.Layer, parameter.Direction, inOneModule) : null;

    public IEnumerator<Parameter> GetEnumerator() => ((IEnumerable<Parameter>)parameters).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private IEnumerable<Parameter> Place()
    {
        int end = 0;
        foreach (NetworkPart part in network.Parts)
        {
            foreach (ParameterForm form in part.Parameters)
            {
                int start = end;
                end = checked(start + (int)form.Size);
                yield return new(part, form, TensorName.Of(form.Role, part.Layer, form.Direction, inOneModule), start..end);
            }
        }
    }
}
