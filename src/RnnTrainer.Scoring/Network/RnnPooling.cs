namespace RnnTrainer;

/// <summary>Which summaries of the top layer's states go into the output layer; several are put side by side, in this order.</summary>
[Flags]
public enum RnnPooling
{
    /// <summary>
    /// No summary: the output layer gets the state of each step, and so gives outputs for each step
    /// (<c>RnnOptions.ReturnSequences</c>).
    /// </summary>
    None = 0,

    /// <summary>The last state; of both directions where there are two, each at its own end of the sequence.</summary>
    Last = 1,

    /// <summary>The mean of the states over the valid steps.</summary>
    Mean = 2,

    /// <summary>The largest value of each unit over the valid steps.</summary>
    Max = 4,

    /// <summary>
    /// Attention: the mean of the states, weighted by a learnt query. The weight of step t is softmax over the valid steps of
    /// query·h(t), with h(t) the units of both directions at t side by side: attention pooling as in Yang et al. 2016 (Hierarchical
    /// Attention Networks) and Lin et al. 2017 (A Structured Self-Attentive Sentence Embedding), in its simplest form, without a hidden
    /// layer between state and score, and not scaled. <see cref="RnnTransformer.AttentionWeights"/> gives the weights. PyTorch: the
    /// scores are those of <c>nn.Linear(units, 1, bias=False)</c>; Keras has no such layer.
    /// </summary>
    Attention = 8,
}
