namespace RnnTrainer;

/// <summary>How the initial weights of a network are drawn.</summary>
public enum RnnInitialization
{
    /// <summary>
    /// As in Keras: Glorot-uniform input and output weights (Glorot and Bengio 2010), orthogonal recurrent weights in each gate (Saxe et
    /// al. 2014), zero biases, except 1 for the forget gate of an LSTM.
    /// </summary>
    GlorotOrthogonal,

    /// <summary>
    /// As in PyTorch: every weight and bias of the recurrent layer uniform in ±1/√(hidden size), and likewise for the output layer.
    /// </summary>
    Uniform,

    /// <summary>
    /// The IRNN of Le, Jaitly and Hinton 2015, for <see cref="RnnCell.Rnn"/> with <see cref="RnnActivation.Relu"/>: identity recurrent
    /// weights, normal input weights with standard deviation 0.001, zero biases, Glorot-uniform output weights.
    /// </summary>
    Identity,
}
