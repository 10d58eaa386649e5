namespace RnnTrainer;

/// <summary>What is made of the outputs of a network's last, linear layer; the columns that scoring adds go with it.</summary>
public enum RnnHead
{
    /// <summary>
    /// The probability of each of several classes: softmax of two outputs or more. Keras: <c>Dense(n, activation="softmax")</c>;
    /// PyTorch: a module trained with <c>CrossEntropyLoss</c>.
    /// </summary>
    Softmax,

    /// <summary>
    /// Yes or no: one output, the logit, whose sigmoid is the probability of <see langword="true"/>. Keras:
    /// <c>Dense(1, activation="sigmoid")</c>; PyTorch: a module trained with <c>BCEWithLogitsLoss</c>.
    /// </summary>
    Sigmoid,

    /// <summary>One number. Keras: <c>Dense(1)</c>; PyTorch: a module trained with <c>MSELoss</c> or <c>L1Loss</c>.</summary>
    Linear,

    /// <summary>Several numbers, or a vector of one: as many as there are outputs. Keras: <c>Dense(n)</c>.</summary>
    LinearVector,

    /// <summary>
    /// Quantiles of one number or several: for each number an output for each level, sorted so that they do not cross. The outputs of
    /// one number stand side by side.
    /// </summary>
    Quantiles,
}
