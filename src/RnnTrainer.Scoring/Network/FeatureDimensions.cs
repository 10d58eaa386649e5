namespace RnnTrainer.Network;

/// <summary>What a feature column's dimensions say of its sequences; 0 is an unknown dimension, and leading ones say nothing.</summary>
internal static class FeatureDimensions
{
    /// <summary>Those of a flat vector of unknown size.</summary>
    public static int[] Unknown => [0];

    public static bool IsKnownSize(ReadOnlySpan<int> dimensions) => !dimensions.Contains(0);

    /// <summary>The dimensions without leading ones.</summary>
    public static ReadOnlySpan<int> Significant(ReadOnlySpan<int> dimensions) =>
        dimensions.IndexOfAnyExcept(1) is var first and >= 0 ? dimensions[first..] : [];

    /// <summary>Values in a vector of these dimensions; where that is more than any vector has, some other number that is too.</summary>
    public static Int128 SizeOf(ReadOnlySpan<int> dimensions)
    {
        Int128 size = 1;
        foreach (int dimension in dimensions)
            size = Int128.Min(size, long.MaxValue) * dimension;
        return size;
    }

    /// <summary>
    /// Whether the last dimensions, all but at least the first, make up steps of so many inputs. A flat vector says nothing of its
    /// steps, and so holds any.
    /// </summary>
    public static bool Hold(ReadOnlySpan<int> dimensions, int inputSize) =>
        Significant(dimensions).Length <= 1 || StepDimensions(Significant(dimensions), inputSize) > 0;

    /// <summary>Steps that dimensions of unknown size, which hold steps of so many inputs, promise; null: any number.</summary>
    public static int? TimeSteps(ReadOnlySpan<int> dimensions, int inputSize)
    {
        ReadOnlySpan<int> significant = Significant(dimensions);
        if (significant.Length <= 1)
            return null;
        ReadOnlySpan<int> leading = significant[..^StepDimensions(significant, inputSize)];
        return IsKnownSize(leading) && SizeOf(leading) is var steps && steps <= int.MaxValue ? (int)steps : null;
    }

    // How many of the last dimensions make up a step; 0: they cannot. An unknown one is what is left of the inputs.
    private static int StepDimensions(ReadOnlySpan<int> dimensions, int inputSize)
    {
        long inputs = 1;
        for (int count = 1; count < dimensions.Length; count++)
        {
            int dimension = dimensions[^count];
            if (dimension == 0)
                return inputSize % inputs == 0 ? count : 0;
            inputs *= dimension;
            if (inputs >= inputSize)
                return inputs == inputSize ? count : 0;
        }
        return 0;
    }
}
