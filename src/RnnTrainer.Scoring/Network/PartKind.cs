namespace RnnTrainer.Network;

/// <summary>The kinds of parts of a network that can have parameters.</summary>
internal enum PartKind
{
    /// <summary>The table of tokens.</summary>
    Embedding,

    /// <summary>The table of a category that a sequence has as a whole.</summary>
    Category,

    /// <summary>A recurrent layer.</summary>
    Layer,

    /// <summary>The summaries of the top layer's states.</summary>
    Pooling,

    /// <summary>The linear map past the recurrent layers.</summary>
    Highway,

    /// <summary>The output layer.</summary>
    Head,
}
