using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// The one inner loop of all products: a tile of up to 6 rows x 4 vectors whose sums stay in registers.
/// C[r, j] (+)= Σₖ A[r, k] · B[k, j].
/// </summary>
internal static unsafe class Tile<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <param name="a">A[0, 0].</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aStep">Floats from one k of A to the next.</param>
    /// <param name="b">B[0, 0]; rows are contiguous.</param>
    /// <param name="bStep">Floats from one k of B to the next.</param>
    /// <param name="count">The number of k.</param>
    /// <param name="c">C[0, 0]; rows are contiguous.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="accumulate">Whether to add to C instead of replacing it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows, TVectors>(
        float* a, nint aRow, nint aStep, float* b, nint bStep, nint count, float* c, nint cRow, bool accumulate)
        where TRows : struct, ITileSize
        where TVectors : struct, ITileSize
    {
        TVector c00 = TLanes.Zero, c01 = TLanes.Zero, c02 = TLanes.Zero, c03 = TLanes.Zero;
        TVector c10 = TLanes.Zero, c11 = TLanes.Zero, c12 = TLanes.Zero, c13 = TLanes.Zero;
        TVector c20 = TLanes.Zero, c21 = TLanes.Zero, c22 = TLanes.Zero, c23 = TLanes.Zero;
        TVector c30 = TLanes.Zero, c31 = TLanes.Zero, c32 = TLanes.Zero, c33 = TLanes.Zero;
        TVector c40 = TLanes.Zero, c41 = TLanes.Zero, c42 = TLanes.Zero, c43 = TLanes.Zero;
        TVector c50 = TLanes.Zero, c51 = TLanes.Zero, c52 = TLanes.Zero, c53 = TLanes.Zero;
        if (accumulate)
        {
            Load<TVectors>(c, ref c00, ref c01, ref c02, ref c03);
            if (TRows.Value > 1) Load<TVectors>(c + cRow, ref c10, ref c11, ref c12, ref c13);
            if (TRows.Value > 2) Load<TVectors>(c + 2 * cRow, ref c20, ref c21, ref c22, ref c23);
            if (TRows.Value > 3) Load<TVectors>(c + 3 * cRow, ref c30, ref c31, ref c32, ref c33);
            if (TRows.Value > 4) Load<TVectors>(c + 4 * cRow, ref c40, ref c41, ref c42, ref c43);
            if (TRows.Value > 5) Load<TVectors>(c + 5 * cRow, ref c50, ref c51, ref c52, ref c53);
        }

        float* a1 = a + aRow, a2 = a1 + aRow, a3 = a2 + aRow, a4 = a3 + aRow, a5 = a4 + aRow;
        for (nint k = 0; k < count; k++)
        {
            TVector b0 = TLanes.Load(b), b1 = TLanes.Zero, b2 = TLanes.Zero, b3 = TLanes.Zero;
            if (TVectors.Value > 1) b1 = TLanes.Load(b + TLanes.Count);
            if (TVectors.Value > 2) b2 = TLanes.Load(b + 2 * TLanes.Count);
            if (TVectors.Value > 3) b3 = TLanes.Load(b + 3 * TLanes.Count);
            b += bStep;

            Add<TVectors>(*a, b0, b1, b2, b3, ref c00, ref c01, ref c02, ref c03);
            a += aStep;
            if (TRows.Value > 1) { Add<TVectors>(*a1, b0, b1, b2, b3, ref c10, ref c11, ref c12, ref c13); a1 += aStep; }
            if (TRows.Value > 2) { Add<TVectors>(*a2, b0, b1, b2, b3, ref c20, ref c21, ref c22, ref c23); a2 += aStep; }
            if (TRows.Value > 3) { Add<TVectors>(*a3, b0, b1, b2, b3, ref c30, ref c31, ref c32, ref c33); a3 += aStep; }
            if (TRows.Value > 4) { Add<TVectors>(*a4, b0, b1, b2, b3, ref c40, ref c41, ref c42, ref c43); a4 += aStep; }
            if (TRows.Value > 5) { Add<TVectors>(*a5, b0, b1, b2, b3, ref c50, ref c51, ref c52, ref c53); a5 += aStep; }
        }

        Store<TVectors>(c, c00, c01, c02, c03);
        if (TRows.Value > 1) Store<TVectors>(c + cRow, c10, c11, c12, c13);
        if (TRows.Value > 2) Store<TVectors>(c + 2 * cRow, c20, c21, c22, c23);
        if (TRows.Value > 3) Store<TVectors>(c + 3 * cRow, c30, c31, c32, c33);
        if (TRows.Value > 4) Store<TVectors>(c + 4 * cRow, c40, c41, c42, c43);
        if (TRows.Value > 5) Store<TVectors>(c + 5 * cRow, c50, c51, c52, c53);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<TVectors>(
        float a, TVector b0, TVector b1, TVector b2, TVector b3, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TVectors : struct, ITileSize
    {
        TVector x = TLanes.All(a);
        c0 = TLanes.MultiplyAdd(x, b0, c0);
        if (TVectors.Value > 1) c1 = TLanes.MultiplyAdd(x, b1, c1);
        if (TVectors.Value > 2) c2 = TLanes.MultiplyAdd(x, b2, c2);
        if (TVectors.Value > 3) c3 = TLanes.MultiplyAdd(x, b3, c3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Load<TVectors>(float* c, ref TVector c0, ref TVector c1, ref TVector c2, ref TVector c3)
        where TVectors : struct, ITileSize
    {
        c0 = TLanes.Load(c);
        if (TVectors.Value > 1) c1 = TLanes.Load(c + TLanes.Count);
        if (TVectors.Value > 2) c2 = TLanes.Load(c + 2 * TLanes.Count);
        if (TVectors.Value > 3) c3 = TLanes.Load(c + 3 * TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TVectors>(float* c, TVector c0, TVector c1, TVector c2, TVector c3)
        where TVectors : struct, ITileSize
    {
        TLanes.Store(c0, c);
        if (TVectors.Value > 1) TLanes.Store(c1, c + TLanes.Count);
        if (TVectors.Value > 2) TLanes.Store(c2, c + 2 * TLanes.Count);
        if (TVectors.Value > 3) TLanes.Store(c3, c + 3 * TLanes.Count);
    }
}
