namespace RnnTrainer;

/// <summary>How the weights of a new network are drawn.</summary>
public enum RnnInitialization
{
    /// <summary>
    /// What Keras does: glorot-uniform input and output weights (Glorot and Bengio 2010), orthogonal recurrent weights
    /// (Saxe et al. 2014), zero biases.
    /// </summary>
    GlorotOrthogonal,

    /// <summary>
    /// What PyTorch does: every weight and bias of the recurrent layer uniform in ±1/√(hidden size), and of the output
    /// layer likewise.
    /// </summary>
    Uniform,
}
