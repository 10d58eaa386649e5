using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Safetensors;

/// <summary>
/// The recurrent layers in the tensors of a PyTorch module: those of one module of several layers, or of a list of modules of one
/// layer each.
/// </summary>
internal sealed class TorchLayers
{
    private static readonly ParameterRole[] Weights = [ParameterRole.InputWeights, ParameterRole.RecurrentWeights];

    private static readonly ParameterRole[] Biases = [ParameterRole.InputBias, ParameterRole.RecurrentBias];

    private readonly IReadOnlyDictionary<string, SafetensorsTensor> tensors;
    private readonly RnnTensorNames names;
    private readonly RnnPooling pooling;
    private readonly int[] directions; // of each layer

    /// <exception cref="InvalidDataException">The tensors are not those of recurrent layers and an output layer.</exception>
    public TorchLayers(IReadOnlyDictionary<string, SafetensorsTensor> tensors, RnnTensorNames names, RnnPooling pooling)
    {
        this.tensors = tensors;
        this.names = names;
        this.pooling = pooling;
        AreInOneModule = !Has(0, 0, inOneModule: false);
        int layers = 1;
        while (Has(layers, 0, AreInOneModule))
            layers++;
        directions = [.. Enumerable.Range(0, layers).Select(layer => Has(AreInOneModule ? 0 : layer, 1, AreInOneModule) ? 2 : 1)];
        _ = Matrix(ParameterRole.InputWeights, 0);
        CheckNames();
        Specs = [.. Enumerable.Range(0, layers).Select(Spec)];
        Inputs = TorchWeights.Size(Matrix(ParameterRole.InputWeights, 0), 1);
    }

    /// <summary>Whether one module has all layers.</summary>
    public bool AreInOneModule { get; }

    /// <summary>The layers from the bottom, except for their activation, which the tensors do not contain.</summary>
    public IReadOnlyList<LayerSpec> Specs { get; }

    /// <summary>Inputs at each step.</summary>
    public int Inputs { get; }

    private LayerSpec Spec(int layer)
    {
        SafetensorsTensor recurrent = Matrix(ParameterRole.RecurrentWeights, layer);
        RnnCell cell = CellForm.CellOf(recurrent.Dimensions[0], recurrent.Dimensions[1]) ?? throw new InvalidDataException(
            $"The tensor {recurrent.Description} must have {Ratios} times as many rows as columns.");
        return new LayerSpec(cell, RnnActivation.Tanh, TorchWeights.Size(recurrent, 1), directions[layer] == 2);
    }

    // Rows of recurrent weights for each column, and the modules of torch.nn that have as many.
    private static string Ratios => string.Join(" or ",
        Enum.GetValues<RnnCell>().Select(CellForm.Of).OrderBy(form => form.Gates).Select(form => $"{form.Gates} ({form.Names.Torch})"));

    private bool Has(int layer, int direction, bool inOneModule) =>
        Weights.Concat(Biases).Any(role =>
            tensors.ContainsKey(RnnTensorNames.Join(names.Recurrent, TensorName.Of(role, layer, direction, inOneModule))));

    private string Name(ParameterRole role, int layer, int direction) =>
        RnnTensorNames.Join(names.Recurrent, TensorName.Of(role, layer, direction, AreInOneModule));

    private SafetensorsTensor Matrix(ParameterRole role, int layer)
    {
        SafetensorsTensor tensor = TorchWeights.Find(tensors, Name(role, layer, 0), nameof(RnnTensorNames.Recurrent));
        return tensor.Dimensions.Length == 2 ? tensor : throw new InvalidDataException(
            $"The tensor {tensor.Description} must be 2-D, as a recurrent layer's weights: [gates x hidden, inputs or hidden].");
    }

    private bool MayBeQuery(IEnumerable<string> extra) =>
        !pooling.HasFlag(RnnPooling.Attention) && extra.Any(name => tensors[name].Dimensions is [1, > 1]);

    // Nothing that the network does not have, and all that it has but for the biases of modules without them.
    private void CheckNames()
    {
        string[] weights = [.. Weights.SelectMany(Named), .. PoolingSummaries.Parameters(pooling, stateSize: 1).Select(Pooled)];
        string[] biases = [.. Biases.SelectMany(Named)];
        string[] table = names.Embedding is { } embedding ? [RnnTensorNames.Join(embedding, "weight")] : [];
        string[] highway = [RnnTensorNames.Join(names.Highway, "weight")];
        string[] head = [RnnTensorNames.Join(names.Head!, "weight"), RnnTensorNames.Join(names.Head!, "bias")];
        string both = directions.All(count => count == 2) ? " in both directions" : "";
        string network = $"a network of {CountText.Of(directions.Length, "recurrent layer")}{both} with pooling {pooling}";

        string[] extra = [.. tensors.Keys.Except([.. table, .. weights, .. biases, .. highway, .. head])];
        if (extra.Length > 0)
        {
            throw new InvalidDataException(
                $"In {network}, no part has the tensors {TorchWeights.Listed(extra)}. "
                + $"List tensors to ignore in {nameof(RnnImportOptions)}.{nameof(RnnImportOptions.IgnoredTensors)}"
                + (MayBeQuery(extra) ? $"; if one is attention's query, set {nameof(RnnImportOptions.Pooling)}." : "."));
        }
        string[] missing = [.. weights.Except(tensors.Keys), .. biases.Any(tensors.ContainsKey) ? biases.Except(tensors.Keys) : []];
        if (missing.Length > 0)
            throw new InvalidDataException($"The tensors {TorchWeights.Listed(missing)} are missing from {network}.");

        string Pooled(ParameterForm parameter) =>
            RnnTensorNames.Join(names.Attention, TensorName.Of(parameter.Role, layer: 0, parameter.Direction, AreInOneModule));

        IEnumerable<string> Named(ParameterRole role) =>
            from layer in Enumerable.Range(0, directions.Length)
            from direction in Enumerable.Range(0, directions[layer])
            select Name(role, layer, direction);
    }
}
