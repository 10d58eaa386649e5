namespace RnnTrainer.Kernels;

/// <summary>Sizes of a SimpleRNN with a linear head, and how its arrays are padded for one vector width.</summary>
/// <remarks>
/// A row of state holds [x(t); 1; h(t-1)] side by side, with h on a cache line, so that a time step is one product with
/// the weights [input + 1 + hidden, hidden], the bias among them.
/// </remarks>
internal sealed class RnnLayout
{
    private const int LineFloats = 16;

    public RnnLayout(int timeSteps, int inputSize, int hiddenSize, int classCount, int lanes)
    {
        TimeSteps = timeSteps;
        InputSize = inputSize;
        HiddenSize = hiddenSize;
        ClassCount = classCount;
        HiddenColumns = RoundUp(hiddenSize, lanes);
        ClassColumns = RoundUp(classCount, lanes);
        HiddenStride = Stride(HiddenColumns);
        ClassStride = Stride(ClassColumns);
        HiddenOffset = RoundUp(inputSize + 1, LineFloats);
        StateStride = Stride(HiddenOffset + HiddenColumns);
    }

    public int TimeSteps { get; }

    public int InputSize { get; }

    public int HiddenSize { get; }

    public int ClassCount { get; }

    /// <summary>Rows of the recurrent weights: input + 1 + hidden.</summary>
    public int Inputs => InputSize + 1 + HiddenSize;

    /// <summary>Hidden size in whole vectors.</summary>
    public int HiddenColumns { get; }

    /// <summary>Class count in whole vectors.</summary>
    public int ClassColumns { get; }

    /// <summary>Floats from one row of hidden units to the next.</summary>
    public int HiddenStride { get; }

    /// <summary>Floats from one row of classes to the next.</summary>
    public int ClassStride { get; }

    /// <summary>Floats from one row of state to the next.</summary>
    public int StateStride { get; }

    /// <summary>Where h begins in a row of state; the 1 stands just before it.</summary>
    public int HiddenOffset { get; }

    /// <summary>Where x begins in a row of state.</summary>
    public int InputOffset => HiddenOffset - 1 - InputSize;

    // Rows that lie a power of two apart would share a few sets of the cache.
    private static int Stride(int columns)
    {
        int lines = RoundUp(columns, LineFloats);
        return lines % 128 == 0 ? lines + LineFloats : lines;
    }

    private static int RoundUp(int value, int multiple) => checked((value + multiple - 1) / multiple * multiple);
}
