using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RnnTrainer.Kernels;

/// <summary>B[j, i] = A[i, j].</summary>
internal static class Transpose
{
    private const int Block = 8;

    /// <param name="source">A, [rows, columns].</param>
    /// <param name="sourceStride">Floats from one row of A to the next.</param>
    /// <param name="destination">B, [columns, rows].</param>
    /// <param name="destinationStride">Floats from one row of B to the next.</param>
    /// <param name="rows">Rows of A.</param>
    /// <param name="columns">Columns of A.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy(
        ReadOnlySpan<float> source, int sourceStride, Span<float> destination, int destinationStride, int rows, int columns)
    {
        if (rows == 0 || columns == 0)
            return;
        ArgumentOutOfRangeException.ThrowIfLessThan(source.Length, (rows - 1) * sourceStride + columns, nameof(source));
        ArgumentOutOfRangeException.ThrowIfLessThan(destination.Length, (columns - 1) * destinationStride + rows, nameof(destination));
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);

        // In blocks, so that the lines of both are still in the cache when they are needed again.
        for (int i0 = 0; i0 < rows; i0 += Block)
        {
            int i1 = Math.Min(i0 + Block, rows);
            for (int j = 0; j < columns; j++)
            {
                ref float row = ref Unsafe.Add(ref to, j * destinationStride);
                for (int i = i0; i < i1; i++)
                    Unsafe.Add(ref row, i) = Unsafe.Add(ref from, i * sourceStride + j);
            }
        }
    }
}
