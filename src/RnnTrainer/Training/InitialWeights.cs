using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Training;

/// <summary>Draws the weights of a new network into its flat parameter vector.</summary>
internal static class InitialWeights
{
    // Le, Jaitly and Hinton 2015, and Keras's example of it.
    private const double IdentityDeviation = 0.001;

    public static float[] Draw(NetworkSpec network, RnnInitialization initialization, RandomStream random)
    {
        ParameterLayout layout = new(network);
        float[] parameters = new float[layout.Size];
        foreach (Parameter parameter in layout)
        {
            Span<float> weights = parameters.AsSpan(parameter.Place);
            if (parameter.IsOfHead)
                FillHead(weights, parameter, network, initialization, random);
            else
                FillLayer(weights, parameter, network.Layers[parameter.Layer], initialization, random);
        }
        return parameters;
    }

    // Biases are zero, as the array is.
    private static void FillHead(Span<float> weights, Parameter parameter, NetworkSpec network, RnnInitialization initialization,
        RandomStream random)
    {
        if (initialization == RnnInitialization.Uniform)
            FillUniform(weights, 1 / Math.Sqrt(network.PooledSize), random);
        else if (!parameter.IsBias)
            FillGlorot(weights, parameter, random);
    }

    private static void FillLayer(Span<float> weights, Parameter parameter, LayerSpec layer, RnnInitialization initialization,
        RandomStream random)
    {
        if (initialization == RnnInitialization.Uniform)
            FillUniform(weights, 1 / Math.Sqrt(layer.Size), random);
        else if (parameter.IsBias)
            FillBias(weights, parameter, layer);
        else if (parameter.Role == ParameterRole.RecurrentWeights)
            FillRecurrent(weights, layer, initialization, random);
        else if (initialization == RnnInitialization.Identity)
            FillNormal(weights, IdentityDeviation, random);
        else
            FillGlorot(weights, parameter, random);
    }

    private static void FillBias(Span<float> bias, Parameter parameter, LayerSpec layer)
    {
        if (parameter.Role == ParameterRole.InputBias && layer.Form.OpenGate is { } gate)
            bias.Slice(gate * layer.Size, layer.Size).Fill(1);
    }

    private static void FillRecurrent(Span<float> weights, LayerSpec layer, RnnInitialization initialization, RandomStream random)
    {
        int size = layer.Size;
        for (int gate = 0; gate < layer.Form.Gates; gate++)
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

    /// <summary>Uniform within ±√(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.</summary>
    private static void FillGlorot(Span<float> weights, Parameter parameter, RandomStream random) =>
        FillUniform(weights, Math.Sqrt(6.0 / (parameter.Dimensions[1] + parameter.Dimensions[0])), random);

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
