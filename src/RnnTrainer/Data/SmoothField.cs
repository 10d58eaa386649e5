using System.Buffers;
using System.Numerics.Tensors;

namespace RnnTrainer.Data;

/// <summary>
/// Random numbers for the places of a grid that vary smoothly: white noise under a Gaussian, as the displacements of Simard et al. 2003.
/// The noise stands at knots one standard deviation of the Gaussian apart rather than at every place, which changes the variance by 1e-4
/// from place to place and costs a tenth.
/// </summary>
internal sealed class SmoothField
{
    private const int Margin = 2; // knots outside on each side: those farther out weigh next to nothing

    private static readonly double Limit = Math.Sqrt(3); // uniform in -√3 .. √3: variance 1

    private readonly int rows, columns;
    private readonly float[] down, across; // [knots x rows], [knots x columns]: how much a knot counts at each place

    /// <param name="rows">Rows of the grid.</param>
    /// <param name="columns">Columns of the grid.</param>
    /// <param name="smoothness">Standard deviation of the Gaussian, in places of the grid.</param>
    public SmoothField(int rows, int columns, double smoothness)
    {
        (this.rows, this.columns) = (rows, columns);
        down = Weights(rows, smoothness);
        across = Weights(columns, smoothness);
    }

    /// <summary>Draws a field of mean 0 and variance 1 at every place.</summary>
    /// <param name="field">[rows x columns], in order of rows.</param>
    /// <param name="random">Where the noise comes from.</param>
    public void Draw(Span<float> field, RandomStream random)
    {
        int knotRows = down.Length / rows, knotColumns = across.Length / columns;
        float[] rented = ArrayPool<float>.Shared.Rent(knotRows * columns);
        Span<float> lines = rented.AsSpan(0, knotRows * columns); // noise smoothed along its rows, [knot rows x columns]
        lines.Clear();
        field.Clear();
        for (int k = 0; k < knotRows; k++)
        {
            Span<float> line = lines.Slice(k * columns, columns);
            for (int l = 0; l < knotColumns; l++)
                TensorPrimitives.MultiplyAdd(across.AsSpan(l * columns, columns), random.NextUniform(Limit), line, line);
            for (int y = 0; y < rows; y++)
            {
                Span<float> target = field.Slice(y * columns, columns);
                TensorPrimitives.MultiplyAdd(line, down[k * rows + y], target, target);
            }
        }
        ArrayPool<float>.Shared.Return(rented);
    }

    // exp(-d² / 2s²), d the distance from place to knot, divided so that the squares of each place's weights sum to 1.
    private static float[] Weights(int places, double smoothness)
    {
        int knots = (int)Math.Ceiling((places - 1) / smoothness) + 1 + 2 * Margin;
        float[] weights = new float[knots * places];
        for (int place = 0; place < places; place++)
        {
            double[] raw = [.. Enumerable.Range(-Margin, knots).Select(knot => Math.Exp(-Math.Pow(place / smoothness - knot, 2) / 2))];
            double norm = Math.Sqrt(raw.Sum(weight => weight * weight));
            for (int knot = 0; knot < knots; knot++)
                weights[knot * places + place] = (float)(raw[knot] / norm);
        }
        return weights;
    }
}
