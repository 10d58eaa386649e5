using RnnTrainer.Model;

namespace RnnTrainer.Training;

/// <summary>Draws the weights of a new network into its flat parameter vector.</summary>
internal static class InitialWeights
{
    // Le, Jaitly and Hinton 2015, and Keras's example of it.
    private const double IdentityDeviation = 0.001;

    public static float[] Draw(RnnShape shape, RnnInitialization initialization, RandomStream random)
    {
        float[] parameters = new float[shape.ParameterCount];
        foreach (RnnParameter parameter in shape.Parameters)
            Fill(parameters.AsSpan(parameter.Place), parameter, shape, initialization, random);
        return parameters;
    }

    private static void Fill(Span<float> weights, RnnParameter parameter, RnnShape shape, RnnInitialization initialization, RandomStream random)
    {
        bool isHead = parameter.Name.StartsWith("head.", StringComparison.Ordinal);
        if (initialization == RnnInitialization.Uniform)
            FillUniform(weights, 1 / Math.Sqrt(isHead ? shape.PooledSize : shape.HiddenSize), random);
        else if (parameter.Dimensions.Length == 1)
            FillBias(weights, parameter, shape); // zero, as the array is, but for one gate
        else if (parameter.Name.StartsWith("rnn.weight_hh", StringComparison.Ordinal))
            FillRecurrent(weights, shape, initialization, random);
        else if (initialization == RnnInitialization.Identity && !isHead)
            FillNormal(weights, IdentityDeviation, random);
        else
            FillUniform(weights, GlorotLimit(parameter.Dimensions[1], parameter.Dimensions[0]), random);
    }

    // An LSTM should remember before it has learnt to forget: Jozefowicz et al. 2015.
    private static void FillBias(Span<float> bias, RnnParameter parameter, RnnShape shape)
    {
        if (shape.Cell == RnnCell.Lstm && parameter.Name.StartsWith("rnn.", StringComparison.Ordinal))
            bias.Slice(shape.HiddenSize, shape.HiddenSize).Fill(1);
    }

    private static void FillRecurrent(Span<float> weights, RnnShape shape, RnnInitialization initialization, RandomStream random)
    {
        int size = shape.HiddenSize;
        for (int gate = 0; gate < shape.Gates; gate++)
        {
            Span<float> square = weights.Slice(gate * size * size, size * size);
            if (initialization == RnnInitialization.Identity)
            {
                for (int i = 0; i < size; i++)
                    square[i * size + i] = 1;
            }
            else
            {
                FillOrthogonal(square, size, random);
            }
        }
    }

    private static void FillNormal(Span<float> weights, double deviation, RandomStream random)
    {
        foreach (ref float weight in weights)
            weight = (float)(random.NextNormal() * deviation);
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
