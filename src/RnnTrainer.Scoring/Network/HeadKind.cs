namespace RnnTrainer.Network;

/// <summary>What is made of the outputs of a network's last, linear layer.</summary>
internal enum HeadKind
{
    /// <summary>The probability of each of several classes.</summary>
    Softmax,
}
