using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>The form of a network: recurrent layers of one or two directions, summaries of the top layer's states, a linear head.</summary>
internal sealed class RnnLayout
{
    public RnnLayout(NetworkSpec network, int lanes)
    {
        Parameters = new ParameterLayout(network);
        InputSize = network.Input.StepValues;
        Embedding = network.Input.Embedding;
        Categories = network.Input.Categories;
        CategoryOffset = network.Input.StepInputs;
        Head = network.Head.Kind;
        OutputSize = network.Head.Outputs;
        NumberOutputs = network.Head.OutputsEach;
        Numbers = network.Head.Numbers;
        NumberColumns = Padding.RoundUp(Numbers, lanes);
        NumberStride = Padding.Stride(NumberColumns);
        Highway = network.Highway;
        ReadStride = Padding.Stride(Highway?.Inputs ?? 0);
        HasStepOutputs = network.HasStepOutputs;
        Summaries = PoolingSummaries.Of(network.Pooling);
        CollectsStates = Summaries.Any(summary => PoolingForm.Of(summary).Collects);
        Layers = [.. network.Layers.Select((layer, l) => new LayerLayout(layer, network.InputsOf(l), lanes))];
        PooledSize = network.PooledSize;
        PooledColumns = Padding.RoundUp(PooledSize, lanes);
        PooledStride = Padding.Stride(PooledOffset + PooledColumns);
        OutputColumns = Padding.RoundUp(OutputSize, lanes);
        OutputStride = Padding.Stride(OutputColumns);
        CarriedSize = CarriedState.SizeOf(this);
    }

    /// <summary>Where each parameter lies in the flat vector.</summary>
    public ParameterLayout Parameters { get; }

    /// <summary>Values at each step that a row is loaded from: a token, or the inputs of the first layer.</summary>
    public int InputSize { get; }

    /// <summary>The table through which tokens are read; null: a row's inputs are the first layer's.</summary>
    public EmbeddingSpec? Embedding { get; }

    /// <summary>The inputs of whole sequences, in addition to those of steps.</summary>
    public IReadOnlyList<CategorySpec> Categories { get; }

    /// <summary>Where the numbers of the categories begin among the first layer's inputs.</summary>
    public int CategoryOffset { get; }

    /// <summary>What is made of the head's outputs.</summary>
    public RnnHead Head { get; }

    /// <summary>Outputs of the head.</summary>
    public int OutputSize { get; }

    /// <summary>Outputs of each number that the head is for; they stand side by side.</summary>
    public int NumberOutputs { get; }

    /// <summary>Numbers that the head is for.</summary>
    public int Numbers { get; }

    /// <summary>Those numbers in whole vectors.</summary>
    public int NumberColumns { get; }

    /// <summary>Floats from one row of such numbers to the next.</summary>
    public int NumberStride { get; }

    /// <summary>The linear map past the recurrent layers; null: there is none.</summary>
    public HighwaySpec? Highway { get; }

    /// <summary>Floats from one row of what the highway reads to the next.</summary>
    public int ReadStride { get; }

    /// <summary>Whether the head gets the state of each step, and not summaries of the sequence.</summary>
    public bool HasStepOutputs { get; }

    /// <summary>The summaries of the top layer's states, as they stand side by side among the head's inputs.</summary>
    public IReadOnlyList<RnnPooling> Summaries { get; }

    /// <summary>Whether a summary takes in every state.</summary>
    public bool CollectsStates { get; }

    public IReadOnlyList<LayerLayout> Layers { get; }

    public LayerLayout Top => Layers[^1];

    /// <summary>Whether no layer reads the sequence backward.</summary>
    public bool ReadsForwardOnly => Layers.All(layer => layer.Directions == 1);

    /// <summary>Inputs of the head.</summary>
    public int PooledSize { get; }

    /// <summary>Inputs of the head in whole vectors.</summary>
    public int PooledColumns { get; }

    /// <summary>Floats from one row of the head's inputs to the next: a row holds [1; pooled], the latter on a cache line.</summary>
    public int PooledStride { get; }

    /// <summary>Where the head's inputs begin in their row; the 1 stands just before them.</summary>
    public int PooledOffset { get; } = Padding.LineFloats;

    /// <summary>Outputs in whole vectors.</summary>
    public int OutputColumns { get; }

    /// <summary>Floats from one row of outputs to the next.</summary>
    public int OutputStride { get; }

    /// <summary>Floats that one step of a sequence leaves to the next, where no layer reads backward.</summary>
    public int CarriedSize { get; }

    /// <summary>Where the units of a direction begin among the head's inputs, in the summary of this number.</summary>
    public int PlaceOf(int summary, int direction) => (summary * Top.Directions + direction) * Top.HiddenSize;
}
