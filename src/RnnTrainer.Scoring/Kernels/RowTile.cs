using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// <see cref="Tile{TLanes, TVector}"/> for a single row, up to 8 vectors wide: C[j] = Σₖ A[k] · B[k, j]. One row has few sums, and each
/// waits for its own last addition, so a tile takes as many of them as there are.
/// </summary>
/// <remarks>Each sum runs over k in order, as in a tile of several rows: both give the same bits.</remarks>
internal static unsafe class RowTile<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    public const int MaxVectors = 8;

    /// <param name="a">A[0], contiguous.</param>
    /// <param name="b">B[0, 0]; rows are contiguous.</param>
    /// <param name="bStep">Floats from one k of B to the next.</param>
    /// <param name="count">The number of k.</param>
    /// <param name="c">C[0], contiguous.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TVectors>(float* a, float* b, nint bStep, nint count, float* c)
        where TVectors : struct, ITileSize
    {
        TVector c0 = TLanes.Zero, c1 = TLanes.Zero, c2 = TLanes.Zero, c3 = TLanes.Zero;
        TVector c4 = TLanes.Zero, c5 = TLanes.Zero, c6 = TLanes.Zero, c7 = TLanes.Zero;
        for (nint k = 0; k < count; k++, b += bStep)
        {
            TVector x = TLanes.All(a[k]);
            c0 = TLanes.MultiplyAdd(x, TLanes.Load(b), c0);
            if (TVectors.Value > 1) c1 = TLanes.MultiplyAdd(x, TLanes.Load(b + TLanes.Count), c1);
            if (TVectors.Value > 2) c2 = TLanes.MultiplyAdd(x, TLanes.Load(b + 2 * TLanes.Count), c2);
            if (TVectors.Value > 3) c3 = TLanes.MultiplyAdd(x, TLanes.Load(b + 3 * TLanes.Count), c3);
            if (TVectors.Value > 4) c4 = TLanes.MultiplyAdd(x, TLanes.Load(b + 4 * TLanes.Count), c4);
            if (TVectors.Value > 5) c5 = TLanes.MultiplyAdd(x, TLanes.Load(b + 5 * TLanes.Count), c5);
            if (TVectors.Value > 6) c6 = TLanes.MultiplyAdd(x, TLanes.Load(b + 6 * TLanes.Count), c6);
            if (TVectors.Value > 7) c7 = TLanes.MultiplyAdd(x, TLanes.Load(b + 7 * TLanes.Count), c7);
        }
        TLanes.Store(c0, c);
        if (TVectors.Value > 1) TLanes.Store(c1, c + TLanes.Count);
        if (TVectors.Value > 2) TLanes.Store(c2, c + 2 * TLanes.Count);
        if (TVectors.Value > 3) TLanes.Store(c3, c + 3 * TLanes.Count);
        if (TVectors.Value > 4) TLanes.Store(c4, c + 4 * TLanes.Count);
        if (TVectors.Value > 5) TLanes.Store(c5, c + 5 * TLanes.Count);
        if (TVectors.Value > 6) TLanes.Store(c6, c + 6 * TLanes.Count);
        if (TVectors.Value > 7) TLanes.Store(c7, c + 7 * TLanes.Count);
    }
}
