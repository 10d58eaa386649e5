namespace RnnTrainer;

/// <summary>
/// How the top layer's states are pooled over time for the output layer; several poolings are concatenated in this order.
/// </summary>
[Flags]
public enum RnnPooling
{
    /// <summary>
    /// No pooling: the output layer reads the state of each step and returns outputs for each step (<c>RnnOptions.ReturnSequences</c>).
    /// </summary>
    None = 0,

    /// <summary>The last state; in a bidirectional layer, the last state of each direction, at its own end of the sequence.</summary>
    Last = 1,

    /// <summary>The mean of the states over the valid steps.</summary>
    Mean = 2,

    /// <summary>The largest value of each unit over the valid steps.</summary>
    Max = 4,

    /// <summary>
    /// Attention: the mean of the states, weighted by a learned query. The weight of step t is a softmax over the valid steps of
    /// query·h(t), where h(t) concatenates the units of both directions. This is the attention pooling of Yang et al. 2016 (Hierarchical
    /// Attention Networks) and Lin et al. 2017 (A Structured Self-Attentive Sentence Embedding) in its simplest form, without a hidden
    /// layer or scaling. <see cref="RnnTransformer.AttentionWeights"/> returns the weights. PyTorch: the scores are those of
    /// <c>nn.Linear(units, 1, bias=False)</c>; Keras has no such layer.
    /// </summary>
    Attention = 8,
}
