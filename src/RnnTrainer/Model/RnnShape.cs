namespace RnnTrainer.Model;

/// <summary>The sizes that determine a network, and where each parameter lies in the flat parameter vector.</summary>
/// <remarks>
/// The flat vector holds, each row-major and in PyTorch's layout: input weights [hidden, input], recurrent weights
/// [hidden, hidden], bias [hidden], head weights [classes, hidden], head bias [classes].
/// </remarks>
internal readonly record struct RnnShape(int TimeSteps, int InputSize, int HiddenSize, int ClassCount)
{
    public int SequenceLength => checked(TimeSteps * InputSize);

    public Range InputWeights => Part(0, HiddenSize * InputSize);
    public Range RecurrentWeights => Part(InputWeights.End.Value, HiddenSize * HiddenSize);
    public Range Bias => Part(RecurrentWeights.End.Value, HiddenSize);
    public Range HeadWeights => Part(Bias.End.Value, ClassCount * HiddenSize);
    public Range HeadBias => Part(HeadWeights.End.Value, ClassCount);
    public int ParameterCount => HeadBias.End.Value;

    /// <summary>Whether every size is positive and both a sequence and the parameters fit an array of floats.</summary>
    public bool IsValid
    {
        get
        {
            if (TimeSteps < 1 || InputSize < 1 || HiddenSize < 1 || ClassCount < 1)
                return false;
            Int128 parameters = HiddenSize * ((Int128)InputSize + HiddenSize + 1 + ClassCount) + ClassCount;
            return parameters <= Array.MaxLength && (long)TimeSteps * InputSize <= Array.MaxLength;
        }
    }

    private static Range Part(int start, int length) => new(start, checked(start + length));
}
