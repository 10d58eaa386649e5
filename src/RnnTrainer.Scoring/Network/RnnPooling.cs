namespace RnnTrainer;

/// <summary>Which summaries of the top layer's states go into the output layer; several are put side by side, in this order.</summary>
[Flags]
public enum RnnPooling
{
    /// <summary>The last state; of both directions where there are two, each at its own end of the sequence.</summary>
    Last = 1,

    /// <summary>The mean of the states over the valid steps.</summary>
    Mean = 2,

    /// <summary>The largest value of each unit over the valid steps.</summary>
    Max = 4,
}
