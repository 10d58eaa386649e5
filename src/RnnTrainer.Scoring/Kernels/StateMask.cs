using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>C (+)= A·M, element by element: the mask of recurrent dropout on states, and on the gradient by them.</summary>
internal static unsafe class StateMask<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <param name="a">A, [rows, columns].</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="mask">M, [rows, columns].</param>
    /// <param name="maskRow">Floats from one row of M to the next.</param>
    /// <param name="c">C, [rows, columns].</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="rows">Rows.</param>
    /// <param name="columns">Columns, whole vectors.</param>
    /// <param name="accumulate">Whether to add to C instead of replacing it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply(
        float* a, nint aRow, float* mask, nint maskRow, float* c, nint cRow, int rows, int columns, bool accumulate)
    {
        for (int row = 0; row < rows; row++, a += aRow, mask += maskRow, c += cRow)
        {
            for (int j = 0; j < columns; j += TLanes.Count)
            {
                TVector product = TLanes.Multiply(TLanes.Load(a + j), TLanes.Load(mask + j));
                TLanes.Store(accumulate ? TLanes.Add(TLanes.Load(c + j), product) : product, c + j);
            }
        }
    }
}
