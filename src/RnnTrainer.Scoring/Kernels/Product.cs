using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>C (+)= A·B over whole tiles: rows and columns are split evenly, so that no tile is much smaller than another.</summary>
internal static unsafe class Product<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>The definition. Strides as for <see cref="Run"/>.</summary>
    public static void Scalar(
        float* a, nint aRow, nint aStep, float* b, nint bStep, int count, float* c, nint cRow, int rows, int columns, bool accumulate)
    {
        for (int r = 0; r < rows; r++)
        {
            for (int j = 0; j < columns; j++)
            {
                float sum = accumulate ? c[r * cRow + j] : 0;
                for (int k = 0; k < count; k++)
                    sum += a[r * aRow + k * aStep] * b[k * bStep + j];
                c[r * cRow + j] = sum;
            }
        }
    }

    /// <param name="a">A, [rows, count], with strides <paramref name="aRow"/> and <paramref name="aStep"/>.</param>
    /// <param name="aRow">Floats from one row of A to the next.</param>
    /// <param name="aStep">Floats from one k of A to the next.</param>
    /// <param name="b">B, [count, columns], rows contiguous.</param>
    /// <param name="bStep">Floats from one k of B to the next.</param>
    /// <param name="count">Products in each sum.</param>
    /// <param name="c">C, [rows, columns], rows contiguous.</param>
    /// <param name="cRow">Floats from one row of C to the next.</param>
    /// <param name="rows">Rows of A and C.</param>
    /// <param name="columns">Columns of B and C, whole vectors.</param>
    /// <param name="accumulate">Whether to add to C instead of replacing it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(
        float* a, nint aRow, nint aStep, float* b, nint bStep, int count, float* c, nint cRow, int rows, int columns, bool accumulate)
    {
        int vectors = columns / TLanes.Count;
        int panels = (vectors + TLanes.TileVectors - 1) / TLanes.TileVectors, tiles = (rows + TLanes.TileRows - 1) / TLanes.TileRows;
        int column = 0;
        for (int p = 0; p < panels; p++)
        {
            int width = vectors / panels + (p < vectors % panels ? 1 : 0);
            int row = 0;
            for (int t = 0; t < tiles; t++)
            {
                int height = rows / tiles + (t < rows % tiles ? 1 : 0);
                RunTile(height, width, a + row * aRow, aRow, aStep, b + column, bStep, count, c + row * cRow + column, cRow, accumulate);
                row += height;
            }
            column += width * TLanes.Count;
        }
    }

    /// <summary>The product of a single row: the same bits as <see cref="Run"/> gives it, sooner.</summary>
    /// <param name="a">A, [count], contiguous.</param>
    /// <param name="b">B, [count, columns], rows contiguous.</param>
    /// <param name="bStep">Floats from one k of B to the next.</param>
    /// <param name="count">Products in each sum.</param>
    /// <param name="c">C, [columns], contiguous.</param>
    /// <param name="columns">Columns of B and C, whole vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void RunRow(float* a, float* b, nint bStep, int count, float* c, int columns)
    {
        int vectors = columns / TLanes.Count;
        int panels = (vectors + RowTile<TLanes, TVector>.MaxVectors - 1) / RowTile<TLanes, TVector>.MaxVectors;
        for (int p = 0; p < panels; p++)
        {
            int width = vectors / panels + (p < vectors % panels ? 1 : 0);
            switch (width)
            {
                case 1: RowTile<TLanes, TVector>.Run<One>(a, b, bStep, count, c); break;
                case 2: RowTile<TLanes, TVector>.Run<Two>(a, b, bStep, count, c); break;
                case 3: RowTile<TLanes, TVector>.Run<Three>(a, b, bStep, count, c); break;
                case 4: RowTile<TLanes, TVector>.Run<Four>(a, b, bStep, count, c); break;
                case 5: RowTile<TLanes, TVector>.Run<Five>(a, b, bStep, count, c); break;
                case 6: RowTile<TLanes, TVector>.Run<Six>(a, b, bStep, count, c); break;
                case 7: RowTile<TLanes, TVector>.Run<Seven>(a, b, bStep, count, c); break;
                default: RowTile<TLanes, TVector>.Run<Eight>(a, b, bStep, count, c); break;
            }
            b += width * TLanes.Count;
            c += width * TLanes.Count;
        }
    }

    private static void RunTile(
        int height, int width, float* a, nint aRow, nint aStep, float* b, nint bStep, nint count, float* c, nint cRow, bool accumulate)
    {
        switch (width)
        {
            case 1: RunTile<One>(height, a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 2: RunTile<Two>(height, a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 3: RunTile<Three>(height, a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            default: RunTile<Four>(height, a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
        }
    }

    private static void RunTile<TVectors>(
        int height, float* a, nint aRow, nint aStep, float* b, nint bStep, nint count, float* c, nint cRow, bool accumulate)
        where TVectors : struct, ITileSize
    {
        switch (height)
        {
            case 1: Tile<TLanes, TVector>.Run<One, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 2: Tile<TLanes, TVector>.Run<Two, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 3: Tile<TLanes, TVector>.Run<Three, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 4: Tile<TLanes, TVector>.Run<Four, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            case 5: Tile<TLanes, TVector>.Run<Five, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
            default: Tile<TLanes, TVector>.Run<Six, TVectors>(a, aRow, aStep, b, bStep, count, c, cRow, accumulate); break;
        }
    }
}
