using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnTrainer.Kernels;

/// <summary>One step of a tanh recurrence (Elman 1990): h' = tanh(W·[x; 1; h]).</summary>
/// <remarks>
/// W is packed: row k holds the weights from input k to every hidden unit, padded to whole vectors, so that each row is
/// read once and in order. Row [inputs] is the bias, its input 1.
/// </remarks>
internal static class SimpleRnn
{
    /// <summary>Columns of the packed weights: <paramref name="hiddenSize"/> rounded up to whole vectors.</summary>
    public static int PaddedSize(int hiddenSize) => (hiddenSize + Vector<float>.Count - 1) / Vector<float>.Count * Vector<float>.Count;

    /// <summary>The definition, unit by unit.</summary>
    public static void StepScalar(ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> next, int hiddenSize)
    {
        int width = next.Length;
        for (int j = 0; j < hiddenSize; j++)
        {
            float sum = 0;
            for (int k = 0; k < state.Length; k++)
                sum = MathF.FusedMultiplyAdd(state[k], weights[k * width + j], sum);
            next[j] = MathF.Tanh(sum);
        }
    }

    /// <param name="weights">[state length, padded hidden size], packed as said above.</param>
    /// <param name="state">[x; 1; h]; shorter than the rows of <paramref name="weights"/> where h is zero.</param>
    /// <param name="next">h', [padded hidden size]; must not overlap <paramref name="state"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(ReadOnlySpan<float> weights, ReadOnlySpan<float> state, Span<float> next)
    {
        int width = next.Length, lanes = Vector<float>.Count;
        ArgumentOutOfRangeException.ThrowIfLessThan((long)weights.Length, (long)width * state.Length, nameof(weights));
        ArgumentOutOfRangeException.ThrowIfNotEqual(width % lanes, 0, nameof(next));

        ref float w = ref MemoryMarshal.GetReference(weights);
        ref float y = ref MemoryMarshal.GetReference(next);
        int j = 0;
        for (; j + 4 * lanes <= width; j += 4 * lanes)
        {
            Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
            nint at = j;
            foreach (float x in state)
            {
                Vector<float> input = new(x);
                sum0 = Vector.FusedMultiplyAdd(input, Vector.LoadUnsafe(ref w, (nuint)at), sum0);
                sum1 = Vector.FusedMultiplyAdd(input, Vector.LoadUnsafe(ref w, (nuint)(at + lanes)), sum1);
                sum2 = Vector.FusedMultiplyAdd(input, Vector.LoadUnsafe(ref w, (nuint)(at + 2 * lanes)), sum2);
                sum3 = Vector.FusedMultiplyAdd(input, Vector.LoadUnsafe(ref w, (nuint)(at + 3 * lanes)), sum3);
                at += width;
            }
            sum0.StoreUnsafe(ref y, (nuint)j);
            sum1.StoreUnsafe(ref y, (nuint)(j + lanes));
            sum2.StoreUnsafe(ref y, (nuint)(j + 2 * lanes));
            sum3.StoreUnsafe(ref y, (nuint)(j + 3 * lanes));
        }
        for (; j < width; j += lanes)
        {
            Vector<float> sum = default;
            nint at = j;
            foreach (float x in state)
            {
                sum = Vector.FusedMultiplyAdd(new(x), Vector.LoadUnsafe(ref w, (nuint)at), sum);
                at += width;
            }
            sum.StoreUnsafe(ref y, (nuint)j);
        }
        TensorPrimitives.Tanh(next, next);
    }
}
