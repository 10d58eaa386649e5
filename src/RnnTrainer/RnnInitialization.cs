namespace RnnTrainer;

/// <summary>How the weights of a new network are drawn.</summary>
public enum RnnInitialization
{
    /// <summary>
    /// What Keras does: glorot-uniform input and output weights (Glorot and Bengio 2010), recurrent weights orthogonal in each
    /// gate (Saxe et al. 2014), zero biases, but 1 for the forget gate of an LSTM.
    /// </summary>
    GlorotOrthogonal,

    /// <summary>
    /// What PyTorch does: every weight and bias of the recurrent layer uniform in ±1/√(hidden size), and of the output
    /// layer likewise.
    /// </summary>
    Uniform,

    /// <summary>
    /// The IRNN of Le, Jaitly and Hinton 2015, for <see cref="RnnCell.Rnn"/> with <see cref="RnnActivation.Relu"/>: recurrent
    /// weights that begin as the identity, input weights normal with standard deviation 0.001, zero biases; glorot-uniform output
    /// weights.
    /// </summary>
    Identity,
}
