namespace RnnTrainer.Network;

/// <summary>What a parameter is for.</summary>
internal enum ParameterRole
{
    /// <summary>What the first layer reads in the place of each token, [tokens, numbers].</summary>
    Embedding,

    /// <summary>What each step of the first layer reads of a sequence's category, [categories + 1, numbers].</summary>
    CategoryTable,

    /// <summary>From a layer's inputs to its gates, [gates x units, inputs].</summary>
    InputWeights,

    /// <summary>From a layer's last states to its gates, [gates x units, units].</summary>
    RecurrentWeights,

    /// <summary>What is added to the gates, [gates x units].</summary>
    InputBias,

    /// <summary>What is added to the recurrent weights' share of the gates, [gates x units], where it stays apart.</summary>
    RecurrentBias,

    /// <summary>What attention weighs each step's state by, [1, both directions' units].</summary>
    AttentionQuery,

    /// <summary>From all that the network reads of a sequence to the numbers that its head is for, [numbers, values].</summary>
    HighwayWeights,

    /// <summary>From the summaries of the states to the outputs, [outputs, pooled].</summary>
    HeadWeights,

    /// <summary>What is added to the outputs, [outputs].</summary>
    HeadBias,
}
