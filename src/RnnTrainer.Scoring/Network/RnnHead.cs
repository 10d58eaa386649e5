namespace RnnTrainer;

/// <summary>How predictions are computed from the outputs of the last, linear layer; determines the columns that scoring adds.</summary>
public enum RnnHead
{
    /// <summary>
    /// Multiclass classification: a softmax over two or more outputs gives the probability of each class. Keras: <c>Dense(n,
    /// activation="softmax")</c>; PyTorch: a module trained with <c>CrossEntropyLoss</c>.
    /// </summary>
    Softmax,

    /// <summary>
    /// Binary classification: one output, the logit, whose sigmoid is the probability of <see langword="true"/>. Keras: <c>Dense(1,
    /// activation="sigmoid")</c>; PyTorch: a module trained with <c>BCEWithLogitsLoss</c>.
    /// </summary>
    Sigmoid,

    /// <summary>One number. Keras: <c>Dense(1)</c>; PyTorch: a module trained with <c>MSELoss</c> or <c>L1Loss</c>.</summary>
    Linear,

    /// <summary>A vector of one or more numbers, one per output. Keras: <c>Dense(n)</c>.</summary>
    LinearVector,

    /// <summary>
    /// Quantiles of one or more numbers: one output per level for each number, sorted so that they do not cross. The outputs of a number
    /// are adjacent.
    /// </summary>
    Quantiles,
}
