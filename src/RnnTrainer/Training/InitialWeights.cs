using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>Draws the weights of a new network into its flat parameter vector.</summary>
internal static class InitialWeights
{
    public static float[] Draw(RnnShape shape, RnnInitialization initialization, RandomStream random)
    {
        float[] parameters = new float[shape.ParameterCount];
        if (initialization == RnnInitialization.Uniform)
        {
            double limit = 1 / Math.Sqrt(shape.HiddenSize);
            FillUniform(parameters, limit, random);
            return parameters;
        }

        FillUniform(parameters.AsSpan(shape.InputWeights), GlorotLimit(shape.InputSize, shape.HiddenSize), random);
        FillOrthogonal(parameters.AsSpan(shape.RecurrentWeights), shape.HiddenSize, random);
        FillUniform(parameters.AsSpan(shape.HeadWeights), GlorotLimit(shape.HiddenSize, shape.ClassCount), random);
        return parameters; // biases stay zero
    }

    /// <summary>√(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.</summary>
    private static double GlorotLimit(int inputs, int outputs) => Math.Sqrt(6.0 / (inputs + outputs));

    private static void FillUniform(Span<float> weights, double limit, RandomStream random)
    {
        foreach (ref float weight in weights)
            weight = random.NextUniform(limit);
    }

    /// <summary>
    /// A random orthogonal matrix (Saxe et al. 2014): a Gaussian matrix made orthonormal row by row, uniform over all
    /// rotations and reflections. Each row is projected twice: once is not enough in floating point.
    /// </summary>
    private static void FillOrthogonal(Span<float> weights, int size, RandomStream random)
    {
        double[] rows = new double[size * size];
        for (int r = 0; r < size; r++)
        {
            Span<double> row = rows.AsSpan(r * size, size);
            foreach (ref double value in row)
                value = random.NextNormal();
            for (int pass = 0; pass < 2; pass++)
            {
                for (int q = 0; q < r; q++)
                    Subtract(row, rows.AsSpan(q * size, size));
            }
            double norm = Math.Sqrt(Dot(row, row));
            for (int i = 0; i < size; i++)
            {
                row[i] /= norm;
                weights[r * size + i] = (float)row[i];
            }
        }
    }

    /// <summary>row -= (row·unit) unit.</summary>
    private static void Subtract(Span<double> row, ReadOnlySpan<double> unit)
    {
        double projection = Dot(row, unit);
        for (int i = 0; i < row.Length; i++)
            row[i] -= projection * unit[i];
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
