using RnnTrainer.Network;

namespace RnnTrainer;

/// <summary>
/// The learned weights of a recurrent network, as plain numbers. Recurrent layers (<see cref="RnnCell"/>) read the sequence from h(0) = 0,
/// in one direction or both; the pooled states of the top layer (<see cref="RnnPooling"/>) go through a linear layer, outputs = W·pooled +
/// c, from which the head computes predictions (<see cref="RnnHead"/>). Immutable, thread-safe and free of native resources.
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

    /// <summary>Gets the number of steps in each sequence; <see langword="null"/> if sequences differ in length.</summary>
    public int? TimeSteps => Network.Input.HasEqualLengths ? Network.Input.TimeSteps : null;

    /// <summary>Gets the number of inputs at each step.</summary>
    public int InputSize => Network.Input.Size;

    /// <summary>
    /// Gets the number of consecutive steps that the network reads as one, with <see cref="InputSize"/> inputs each; 1 if it reads each
    /// step by itself.
    /// </summary>
    public int BlockSteps => Network.Input.BlockSteps;

    /// <summary>Gets how the network handles missing inputs (NaN).</summary>
    public RnnMissingValues MissingValues => Network.Input.MissingValues;

    /// <summary>
    /// Gets the number of tokens in the embedding, including key 0 for unknown tokens if tokens are keys; 0 for numeric inputs.
    /// </summary>
    public int TokenCount => Network.Input.Embedding?.Tokens ?? 0;

    /// <summary>
    /// Gets the size of the embedding vectors (Keras: <c>output_dim</c>; PyTorch: <c>embedding_dim</c>); 0 without an embedding.
    /// </summary>
    public int EmbeddingSize => Network.Input.Embedding?.Size ?? 0;

    /// <summary>
    /// Gets the value that each token had before it became a key, from key 1; empty if tokens are not keys, or the keys have no values.
    /// </summary>
    public IReadOnlyList<object> TokenValues => tokenValues is null ? [] : [.. tokenValues.Cast<object>()];

    /// <summary>Gets how inputs are normalized before the first layer; <see cref="RnnNormalization.None"/> if they are not.</summary>
    public RnnNormalization Normalization => Network.Input.Normalization.Kind;

    /// <summary>
    /// Gets the offsets subtracted from the inputs, [<see cref="InputSize"/>]; empty unless <see cref="Normalization"/> is
    /// <see cref="RnnNormalization.MeanVariance"/> or <see cref="RnnNormalization.MinMax"/>.
    /// </summary>
    public IReadOnlyList<double> InputOffsets => Network.Input.Normalization.Offsets;

    /// <summary>
    /// Gets the factors that multiply the inputs after the offsets are subtracted, [<see cref="InputSize"/>]; 0 for an input that never
    /// changed in training. Empty if <see cref="InputOffsets"/> is.
    /// </summary>
    public IReadOnlyList<double> InputScales => Network.Input.Normalization.Scales;

    /// <summary>Gets the number of units of the top recurrent layer, per direction.</summary>
    public int HiddenSize => Network.Top.Size;

    /// <summary>Gets how predictions are computed from the outputs.</summary>
    public RnnHead Head => Network.Head.Kind;

    /// <summary>Gets the number of outputs for a sequence.</summary>
    public int OutputSize => Network.Head.Outputs;

    /// <summary>Gets the levels of <see cref="RnnHead.Quantiles"/>, ascending; empty for other heads.</summary>
    public IReadOnlyList<float> QuantileLevels => Network.Head.Levels ?? (IReadOnlyList<float>)[];

    /// <summary>
    /// Gets the number of classes: the number of keys of the training label, or 2 for binary classification; 0 if numbers are predicted.
    /// </summary>
    public int ClassCount => Network.Head.Classes;

    /// <summary>Gets the recurrent cell of the top layer.</summary>
    public RnnCell Cell => Network.Top.Cell;

    /// <summary>Gets the activation of <see cref="RnnCell.Rnn"/>.</summary>
    public RnnActivation Activation => Network.Top.Activation;

    /// <summary>Gets the number of stacked recurrent layers.</summary>
    public int Layers => Network.Layers.Count;

    /// <summary>Gets whether the top layer reads the sequence in both directions.</summary>
    public bool Bidirectional => Network.Top.Bidirectional;

    /// <summary>Gets the recurrent layers, from the bottom; they may differ in cell, size and direction.</summary>
    public IReadOnlyList<RnnLayer> RecurrentLayers => [.. Network.Layers.Select(layer => new RnnLayer(layer))];

    /// <summary>
    /// Gets how the top layer's states are pooled for the output layer; <see cref="RnnPooling.None"/> if there are outputs at each step.
    /// </summary>
    public RnnPooling Pooling => Network.Pooling;

    /// <summary>Gets whether a linear map bypasses the recurrent layers, from all inputs of a sequence to the outputs.</summary>
    public bool HasHighway => Network.HasHighway;

    /// <summary>
    /// Gets the names of the parameters, as in PyTorch: <c>embedding.weight</c> for tokens; <c>rnn.weight_ih_l0</c>,
    /// <c>rnn.weight_hh_l0</c>, <c>rnn.bias_ih_l0</c>, with <c>_reverse</c> for the backward direction, <c>_l1</c> for the second layer and
    /// so on; <c>rnn.bias_hh_l0</c> only for a GRU, as it is zero elsewhere; <c>attention.weight</c> with
    /// <see cref="RnnPooling.Attention"/>; <c>highway.weight</c> with a highway; <c>head.weight</c>, <c>head.bias</c>. If layers differ,
    /// each is a separate module: <c>rnn.0.weight_ih_l0</c>, <c>rnn.1.weight_ih_l0</c> and so on.
    /// </summary>
    public IReadOnlyList<string> ParameterNames { get; }

    /// <summary>
    /// Gets the value that each class had in the training label's column before it became a key, in class order; empty if the key had no
    /// values.
    /// </summary>
    public IReadOnlyList<object> LabelValues => labelValues is null ? [] : [.. labelValues.Cast<object>()];

    /// <summary>Gets the total number of weights and biases.</summary>
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
    /// Returns a parameter's values, row-major: input weights [gates x hidden, inputs], recurrent weights [gates x hidden, hidden] and
    /// biases [gates x hidden], with the gates (LSTM: i, f, g, o; GRU: r, z, n) stacked; the attention query [1, units of both directions];
    /// output weights [outputs, pooled] and bias [outputs], where the pooled vector holds, for each pooling, the units of the forward, then
    /// of the backward direction.
    /// </summary>
    /// <param name="name">One of <see cref="ParameterNames"/>.</param>
    /// <exception cref="ArgumentException">The parameter does not exist.</exception>
    public ReadOnlySpan<float> GetParameter(string name) => parameters.AsSpan(Find(name).Place);

    /// <summary>Returns a parameter's dimensions, such as [hidden, inputs].</summary>
    /// <param name="name">One of <see cref="ParameterNames"/>.</param>
    /// <exception cref="ArgumentException">The parameter does not exist.</exception>
    public IReadOnlyList<int> GetParameterDimensions(string name) => Find(name).Dimensions;

    /// <summary>Returns the network as a table of its layers, their output shapes and numbers of parameters.</summary>
    public override string ToString() => NetworkSummary.Of(Network);

    private Parameter Find(string name) => Layout.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new ArgumentException(
            $"This network has no parameter '{name}'; there are: {string.Join(", ", ParameterNames)}.", nameof(name));
}
