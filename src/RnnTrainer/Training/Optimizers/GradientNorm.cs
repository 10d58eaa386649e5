using System.Runtime.Intrinsics;

namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// The Euclidean norm of a gradient, and clipping to it (Pascanu et al. 2013, algorithm 1;
/// <c>torch.nn.utils.clip_grad_norm_</c>).
/// </summary>
internal static class GradientNorm
{
    // Against a division by 0, as in PyTorch; it makes a clipped norm that little smaller than the largest allowed.
    private const double Epsilon = 1e-6;

    /// <summary>
    /// Scales <paramref name="gradient"/> by <paramref name="maxNorm"/>/(norm + 1e-6) where that is below 1; without a largest
    /// norm it only measures.
    /// </summary>
    /// <param name="gradient">The gradient.</param>
    /// <param name="touched">The ranges outside of which it is zero, apart from each other.</param>
    /// <param name="maxNorm">The largest norm allowed; null: any.</param>
    /// <returns>The norm before clipping.</returns>
    public static double Clip(Span<float> gradient, ReadOnlySpan<Range> touched, float? maxNorm)
    {
        double sum = 0;
        foreach (Range range in touched)
            sum += SumOfSquares(gradient[range]);
        double norm = Math.Sqrt(sum);
        if (maxNorm / (norm + Epsilon) is { } scale and < 1)
        {
            foreach (Range range in touched)
                Scale(gradient[range], (float)scale);
        }
        return norm;
    }

    private static void Scale(Span<float> values, float factor)
    {
        foreach (ref float value in values)
            value *= factor;
    }

    /// <summary>
    /// Eight sums in double precision, of every eighth element each, then their sum in a fixed order: as many on every
    /// machine, however wide its vectors, so that the result has the same bits everywhere.
    /// </summary>
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        Vector256<double> low = default, high = default;
        int i = 0;
        for (; i <= values.Length - Vector256<float>.Count; i += Vector256<float>.Count)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(Vector256.Create(values[i..]));
            low += first * first;
            high += second * second;
        }
        Vector256<double> sums = low + high;
        double sum = (sums[0] + sums[1]) + (sums[2] + sums[3]);
        for (; i < values.Length; i++)
            sum += (double)values[i] * values[i];
        return sum;
    }
}
