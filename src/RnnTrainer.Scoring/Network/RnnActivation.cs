namespace RnnTrainer;

/// <summary>The activation φ of <see cref="RnnCell.Rnn"/>. PyTorch: <c>nonlinearity</c>; Keras: <c>activation</c>.</summary>
public enum RnnActivation
{
    /// <summary>tanh.</summary>
    Tanh,

    /// <summary>max(0, x); combined with identity-initialized recurrent weights, the IRNN of Le, Jaitly and Hinton 2015.</summary>
    Relu,
}
