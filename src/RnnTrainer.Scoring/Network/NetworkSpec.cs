using System.Numerics;
using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>
/// The one description of a network: what it reads, its recurrent layers, the summaries of the top layer's states, and its head.
/// </summary>
/// <param name="Input">What it reads.</param>
/// <param name="Layers">The recurrent layers, from the bottom.</param>
/// <param name="Pooling">The summaries of the top layer's states that the head gets; none: it gets each state.</param>
/// <param name="Head">What comes out.</param>
internal sealed record NetworkSpec(InputSpec Input, ValueList<LayerSpec> Layers, RnnPooling Pooling, HeadSpec Head)
{
    public const int MaxLayers = 64;

    /// <summary>So many that a saved model, with its labels and history, keeps within the 2 GiB of one array of bytes.</summary>
    public const int MaxParameters = 500_000_000;

    /// <summary>A network of equal layers.</summary>
    public NetworkSpec(InputSpec input, LayerSpec layer, int layers, RnnPooling pooling, HeadSpec head)
        : this(input, new ValueList<LayerSpec>(Enumerable.Repeat(layer, layers)), pooling, head)
    {
    }

    /// <summary>Whether a linear map leads past the recurrent layers.</summary>
    public bool HasHighway { get; init; }

    /// <summary>That linear map; null: there is none.</summary>
    public HighwaySpec? Highway => HasHighway ? new(Input.ReadLength, Head.Numbers) : null;

    public LayerSpec Top => Layers[^1];

    /// <summary>Whether all layers are of one cell, size and direction.</summary>
    public bool HasEqualLayers => Layers.All(layer => layer == Top);

    /// <summary>Whether outputs come at each step, and not once for the whole sequence.</summary>
    public bool HasStepOutputs => Pooling == RnnPooling.None;

    /// <summary>Inputs of the head: for each summary of the states, or for the state of a step, both directions' units.</summary>
    public int PooledSize => Top.Outputs * Math.Max(1, BitOperations.PopCount((uint)Pooling));

    /// <summary>Every part that has parameters, in the order of the flat vector.</summary>
    public IEnumerable<NetworkPart> Parts =>
    [
        new NetworkPart(PartKind.Embedding, 0, Input.Embedding?.Parameters ?? []),
        .. Input.Categories.Select((category, c) => new NetworkPart(PartKind.Category, c, category.Parameters)),
        .. Layers.Select((layer, l) => new NetworkPart(PartKind.Layer, l, [.. layer.Parameters(InputsOf(l))])),
        new NetworkPart(PartKind.Pooling, 0, [.. PoolingSummaries.Parameters(Pooling, Top.Outputs)]),
        new NetworkPart(PartKind.Highway, 0, Highway?.Parameters ?? []),
        new NetworkPart(PartKind.Head, 0, Head.Parameters(PooledSize)),
    ];

    public int ParameterCount => new ParameterLayout(this).Size;

    /// <summary>Whether every part is possible and the parameters fit a saved model.</summary>
    public bool IsValid
    {
        get
        {
            // Recurrent weights alone are the square of a size: with them, every dimension of every part fits an int.
            if (!Input.IsValid || !Head.IsValid || Layers.Count is < 1 or > MaxLayers
                || !Layers.All(layer => layer.IsValid && (long)layer.Size * layer.Size <= MaxParameters))
                return false;
            return (Pooling & ~PoolingSummaries.Joined) == 0 && (!HasStepOutputs || Input.BlockSteps == 1)
                && (!HasHighway || (Input.HasEqualLengths && Input.Embedding is null && !HasStepOutputs))
                && Parts.Aggregate((Int128)0, (size, part) => size + part.Size) <= MaxParameters;
        }
    }

    /// <summary>The network in words.</summary>
    public string Description => $"{LayersText} on {Input}, {PoolingText}, {(HasHighway ? $"{HighwayText}, " : "")}{Head}";

    private string LayersText =>
        HasEqualLayers ? $"{CountText.Of(Layers.Count, "layer")} of {Top}" : $"layers of {string.Join(", ", Layers)}";

    private string HighwayText => HasHighway ? "a highway" : "no highway";

    private string PoolingText => HasStepOutputs ? "outputs at each step" : $"pooling {Pooling}";

    /// <summary>The first part that differs, as <see cref="Description"/> says it of both networks; null where all agree.</summary>
    public (string This, string Other)? Difference(NetworkSpec other) =>
        this == other ? null
        : !Layers.Equals(other.Layers) ? (LayersText, other.LayersText)
        : Input != other.Input ? ($"{Input}", $"{other.Input}")
        : Pooling != other.Pooling ? (PoolingText, other.PoolingText)
        : HasHighway != other.HasHighway ? (HighwayText, other.HighwayText)
        : ($"{Head}", $"{other.Head}");

    /// <summary>The same network with another normalization of its inputs.</summary>
    public NetworkSpec With(InputNormalization normalization) => this with { Input = Input with { Normalization = normalization } };

    /// <summary>Inputs of each unit of a layer.</summary>
    public int InputsOf(int layer) => layer == 0 ? Input.LayerInputs : Layers[layer - 1].Outputs;
}
