using RnnTrainer.Network;

namespace RnnTrainer;

/// <summary>
/// What a recurrent network has learnt, as plain numbers. Layers of recurrent cells (<see cref="RnnCell"/>) read the sequence from
/// h(0) = 0, in one direction or both; the summaries of the top layer's states (<see cref="RnnPooling"/>) go through a linear
/// layer, outputs = W·pooled + c, of which the head makes predictions (<see cref="RnnHead"/>). Immutable, safe to use from many
/// threads, and free of native resources.
/// </summary>
/// <example>
/// <code>
/// RnnModel weights = network.Model;
/// Console.WriteLine($"{weights.Cell}, {weights.HiddenSize} units, {weights.InputSize} inputs");
/// foreach (string name in weights.ParameterNames)
///     Console.WriteLine($"{name}: {weights.GetParameter(name).Length} numbers");
/// </code>
/// </example>
public sealed class RnnModel
{
    private readonly float[] parameters;
    private readonly Array? labelValues, tokenValues;

    internal RnnModel(NetworkSpec network, float[] parameters, Array? labelValues, Array? tokenValues = null)
    {
        Network = network;
        Layout = new ParameterLayout(network);
        this.parameters = parameters;
        this.labelValues = labelValues;
        this.tokenValues = tokenValues;
        ParameterNames = [.. Layout.Select(parameter => parameter.Name)];
    }

    /// <summary>Steps in each sequence; <see langword="null"/> where sequences differ in length.</summary>
    public int? TimeSteps => Network.Input.HasEqualLengths ? Network.Input.TimeSteps : null;

    /// <summary>Inputs at each step.</summary>
    public int InputSize => Network.Input.Size;

    /// <summary>
    /// Consecutive steps of a sequence that the network reads as one step of its own, with <see cref="InputSize"/> inputs of each; 1 where
    /// it reads each step by itself.
    /// </summary>
    public int BlockSteps => Network.Input.BlockSteps;

    /// <summary>What the network makes of NaN among its inputs.</summary>
    public RnnMissingValues MissingValues => Network.Input.MissingValues;

    /// <summary>
    /// Tokens that the network tells apart, each with a row of its own in the table that it reads them through; keys with the 0, which
    /// stands for what was never seen. 0 where inputs are numbers.
    /// </summary>
    public int TokenCount => Network.Input.Embedding?.Tokens ?? 0;

    /// <summary>Numbers in the row of a token (Keras: <c>output_dim</c>; PyTorch: <c>embedding_dim</c>), or 0.</summary>
    public int EmbeddingSize => Network.Input.Embedding?.Size ?? 0;

    /// <summary>
    /// The value that each token had before it became a key, from key 1; empty where tokens are no keys, or these carried no values.
    /// </summary>
    public IReadOnlyList<object> TokenValues => tokenValues is null ? [] : [.. tokenValues.Cast<object>()];

    /// <summary>
    /// How inputs are brought to scale before the first layer; <see cref="RnnNormalization.None"/> where they are read as they are.
    /// </summary>
    public RnnNormalization Normalization => Network.Input.Normalization.Kind;

    /// <summary>
    /// What is subtracted from each input, [<see cref="InputSize"/>]; empty unless <see cref="Normalization"/> is
    /// <see cref="RnnNormalization.MeanVariance"/> or <see cref="RnnNormalization.MinMax"/>.
    /// </summary>
    public IReadOnlyList<double> InputOffsets => Network.Input.Normalization.Offsets;

    /// <summary>
    /// What each input is multiplied by once its offset is subtracted, [<see cref="InputSize"/>]; 0 where it never changed in training.
    /// Empty where <see cref="InputOffsets"/> is.
    /// </summary>
    public IReadOnlyList<double> InputScales => Network.Input.Normalization.Scales;

    /// <summary>Units of the top recurrent layer, in each direction; where layers are equal, of each.</summary>
    public int HiddenSize => Network.Top.Size;

    /// <summary>What is made of the output layer's outputs.</summary>
    public RnnHead Head => Network.Head.Kind;

    /// <summary>Outputs of the output layer for a sequence.</summary>
    public int OutputSize => Network.Head.Outputs;

    /// <summary>
    /// The levels of a <see cref="RnnHead.Quantiles"/>, one for each output of a number, ascending; empty for other heads.
    /// </summary>
    public IReadOnlyList<float> QuantileLevels => Network.Head.Levels ?? (IReadOnlyList<float>)[];

    /// <summary>
    /// Classes told apart: the number of keys of the training label, or 2 where the answer is yes or no; 0 where numbers are predicted.
    /// </summary>
    public int ClassCount => Network.Head.Classes;

    /// <summary>The recurrent cell of the top layer; where layers are equal, of each.</summary>
    public RnnCell Cell => Network.Top.Cell;

    /// <summary>The activation of <see cref="RnnCell.Rnn"/>.</summary>
    public RnnActivation Activation => Network.Top.Activation;

    /// <summary>Recurrent layers, one above the other.</summary>
    public int Layers => Network.Layers.Count;

    /// <summary>Whether the top layer reads the sequence in both directions; where layers are equal, whether each does.</summary>
    public bool Bidirectional => Network.Top.Bidirectional;

    /// <summary>Each recurrent layer, from the bottom: layers may differ in cell, size and direction.</summary>
    public IReadOnlyList<RnnLayer> RecurrentLayers => [.. Network.Layers.Select(layer => new RnnLayer(layer))];

    /// <summary>
    /// The summaries of the top layer's states that the output layer gets; <see cref="RnnPooling.None"/> where it gets each state, and
    /// outputs come at each step.
    /// </summary>
    public RnnPooling Pooling => Network.Pooling;

    /// <summary>
    /// Whether a linear map leads past the recurrent layers, from all that the network reads of a sequence to the numbers that its head is
    /// for.
    /// </summary>
    public bool HasHighway => Network.HasHighway;

    /// <summary>
    /// Names of the parameters, in PyTorch's way: <c>embedding.weight</c> where tokens are read; <c>rnn.weight_ih_l0</c>,
    /// <c>rnn.weight_hh_l0</c>, <c>rnn.bias_ih_l0</c>, with <c>_reverse</c> for the backward direction, <c>_l1</c> for the second layer
    /// and so on; <c>rnn.bias_hh_l0</c> for a GRU only, as it is zero elsewhere; <c>attention.weight</c> with
    /// <see cref="RnnPooling.Attention"/>; <c>highway.weight</c> with a highway; <c>head.weight</c>, <c>head.bias</c>. Where layers differ,
    /// each is a module of its own: <c>rnn.0.weight_ih_l0</c>, <c>rnn.1.weight_ih_l0</c> and so on.
    /// </summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// The value that each class had in the training label's column before it became a key, in class order; empty when
    /// the key carried no values.
    /// </summary>
    public IReadOnlyList<object> LabelValues => labelValues is null ? [] : [.. labelValues.Cast<object>()];

    /// <summary>Weights and biases in all.</summary>
    public int ParameterCount => parameters.Length;

    internal NetworkSpec Network { get; }

    /// <summary>Where each parameter lies.</summary>
    internal ParameterLayout Layout { get; }

    /// <summary>All parameters in <see cref="ParameterLayout"/>'s order.</summary>
    internal ReadOnlySpan<float> Parameters => parameters;

    /// <inheritdoc cref="Parameters"/>
    internal ReadOnlyMemory<float> FlatParameters => parameters;

    /// <summary>Label values in an array of their own type, or null.</summary>
    internal Array? LabelValueArray => labelValues;

    /// <summary>Values of the tokens' keys likewise.</summary>
    internal Array? TokenValueArray => tokenValues;

    /// <summary>
    /// A parameter's values, row-major: input weights [gates x hidden, inputs], recurrent weights [gates x hidden, hidden], biases
    /// [gates x hidden], the gates (LSTM: i, f, g, o; GRU: r, z, n) one below the other; attention's query [1, units of both
    /// directions]; output weights [outputs, pooled] and bias [outputs], where the pooled vector holds for each summary the units of the
    /// forward, then of the backward direction.
    /// </summary>
    /// <param name="name">One of <see cref="ParameterNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public ReadOnlySpan<float> GetParameter(string name) => parameters.AsSpan(Find(name).Place);

    /// <summary>A parameter's dimensions, such as [hidden, inputs].</summary>
    /// <param name="name">One of <see cref="ParameterNames"/>.</param>
    /// <exception cref="ArgumentException">There is no such parameter.</exception>
    public IReadOnlyList<int> GetParameterDimensions(string name) => Find(name).Dimensions;

    /// <summary>The network as a table: its layers, the shape of what each puts out for a row, and their numbers of parameters.</summary>
    public override string ToString() => NetworkSummary.Of(Network);

    private Parameter Find(string name) => Layout.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new ArgumentException(
            $"This network has no parameter '{name}'; there are: {string.Join(", ", ParameterNames)}.", nameof(name));
}
