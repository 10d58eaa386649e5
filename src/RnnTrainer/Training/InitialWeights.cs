using RnnTrainer.Data;
using RnnTrainer.Network;

namespace RnnTrainer.Training;

/// <summary>Draws the weights of a new network into its flat parameter vector.</summary>
internal static class InitialWeights
{
    // Le, Jaitly and Hinton 2015, and Keras's example of it.
    private const double IdentityDeviation = 0.001;

    private const double TableLimit = 0.05;

    private delegate void Filling(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random);

    public static float[] Draw(NetworkSpec network, RnnInitialization initialization, RandomStream random)
    {
        ParameterLayout layout = new(network);
        float[] parameters = new float[layout.Size];
        foreach (Parameter parameter in layout)
            Of(parameter.Role, initialization)(parameters.AsSpan(parameter.Place), parameter, network, random);
        return parameters;
    }

    private static Filling Of(ParameterRole role, RnnInitialization initialization) =>
        initialization == RnnInitialization.Uniform ? AsInPyTorch(role) : role switch
        {
            ParameterRole.Embedding => FillTable,
            ParameterRole.CategoryTable => FillCategories,
            ParameterRole.InputWeights => initialization == RnnInitialization.Identity ? FillSmall : FillGlorot,
            ParameterRole.RecurrentWeights => initialization == RnnInitialization.Identity ? FillIdentity : FillOrthogonal,
            ParameterRole.InputBias => FillInputBias,
            ParameterRole.RecurrentBias => LeaveZero,
            ParameterRole.AttentionQuery => LeaveZero, // every step weighs the same, as in a mean
            ParameterRole.HighwayWeights => LeaveZero, // a task may have it begin otherwise
            ParameterRole.HeadWeights => FillGlorot,
            ParameterRole.HeadBias => LeaveZero,
        };

    private static Filling AsInPyTorch(ParameterRole role) => role switch
    {
        ParameterRole.Embedding => FillNormal,
        ParameterRole.CategoryTable => FillNormalCategories,
        ParameterRole.InputWeights or ParameterRole.RecurrentWeights or ParameterRole.InputBias or ParameterRole.RecurrentBias
            or ParameterRole.AttentionQuery or ParameterRole.HeadWeights or ParameterRole.HeadBias => FillUniform,
        ParameterRole.HighwayWeights => LeaveZero,
    };

    private static void LeaveZero(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        // The array is.
    }

    /// <summary>Uniform within ±1/√n, as PyTorch.</summary>
    private static void FillUniform(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random) =>
        FillUniform(values, 1 / Math.Sqrt(parameter.Form.Fan), random);

    /// <summary>Standard normal, as PyTorch's tables of tokens.</summary>
    private static void FillNormal(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        foreach (ref float value in values)
            value = (float)random.NextNormal();
    }

    /// <summary>Uniform within ±0.05, as Keras's tables of tokens.</summary>
    private static void FillTable(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random) =>
        FillUniform(values, TableLimit, random);

    /// <summary>Uniform within ±0.05; what is not known begins with 0, in the middle of the others.</summary>
    private static void FillCategories(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random) =>
        FillTable(values[parameter.Dimensions[1]..], parameter, network, random);

    /// <summary>Standard normal, with 0 for what is not known, as PyTorch's tables with a <c>padding_idx</c>.</summary>
    private static void FillNormalCategories(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random) =>
        FillNormal(values[parameter.Dimensions[1]..], parameter, network, random);

    /// <summary>Uniform within ±√(6 / (inputs + outputs)): Glorot and Bengio 2010, equation 16.</summary>
    private static void FillGlorot(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random) =>
        FillUniform(values, Math.Sqrt(6.0 / (parameter.Dimensions[1] + parameter.Dimensions[0])), random);

    private static void FillSmall(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        foreach (ref float weight in values)
            weight = (float)(random.NextNormal() * IdentityDeviation);
    }

    private static void FillInputBias(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        LayerSpec layer = network.Layers[parameter.Layer];
        if (layer.Form.OpenGate is { } gate)
            values.Slice(gate * layer.Size, layer.Size).Fill(1);
    }

    // [gates x units, units]: a square for each gate.
    private static void FillIdentity(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        int size = parameter.Dimensions[1];
        for (int row = 0; row < parameter.Dimensions[0]; row++)
            values[row * size + row % size] = 1;
    }

    private static void FillOrthogonal(Span<float> values, Parameter parameter, NetworkSpec network, RandomStream random)
    {
        int size = parameter.Dimensions[1];
        for (int row = 0; row < parameter.Dimensions[0]; row += size)
            FillOrthogonal(values.Slice(row * size, size * size), size, random);
    }

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
