namespace RnnTrainer.Network;

/// <summary>What a network reads.</summary>
/// <param name="TimeSteps">Steps in each sequence; <see cref="AnyTimeSteps"/> when sequences differ in length.</param>
/// <param name="Size">Inputs at each step.</param>
internal sealed record InputSpec(int TimeSteps, int Size)
{
    public const int AnyTimeSteps = 0;

    /// <summary>How inputs are brought to scale.</summary>
    public InputNormalization Normalization { get; init; } = InputNormalization.None;

    public bool HasEqualLengths => TimeSteps != AnyTimeSteps;

    /// <summary>Values in a sequence, where all have the same length.</summary>
    public int SequenceLength => checked(TimeSteps * Size);

    /// <summary>Whether the sizes are possible, a sequence fits an array of floats, and the normalization is of these inputs.</summary>
    public bool IsValid =>
        TimeSteps >= 0 && Size >= 1 && (long)TimeSteps * Size <= Array.MaxLength && Normalization.IsValid(Size);

    public override string ToString() =>
        $"{(HasEqualLengths ? TimeSteps : "any number of")} time steps x {Size} inputs{Normalization}";
}
