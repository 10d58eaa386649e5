namespace RnnTrainer;

/// <summary>The recurrent cell, which computes a layer's next state from the input and the previous state.</summary>
public enum RnnCell
{
    /// <summary>h(t) = φ(W_ih·x(t) + W_hh·h(t-1) + b): Elman 1990. Keras: <c>SimpleRNN</c>; PyTorch: <c>nn.RNN</c>.</summary>
    Rnn,

    /// <summary>
    /// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000): gates i, f, g, o;
    /// c(t) = f·c(t-1) + i·g, h(t) = o·tanh c(t). Keras: <c>LSTM</c>; PyTorch: <c>nn.LSTM</c>.
    /// </summary>
    Lstm,

    /// <summary>
    /// Gated recurrent unit (Cho et al. 2014): gates r, z, n; n = tanh(W_in·x + b_in + r·(W_hn·h(t-1) + b_hn)),
    /// h(t) = (1-z)·n + z·h(t-1). Keras: <c>GRU(reset_after=True)</c>; PyTorch: <c>nn.GRU</c>.
    /// </summary>
    Gru,
}
