using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Keras;

/// <summary>Turns Keras's weights into the flat vector: kernels are transposed, and gates take their places.</summary>
internal static class KerasWeights
{
    /// <param name="network">The network, which has the layers' sizes.</param>
    /// <param name="embedding">The Embedding layer's, [tokens, numbers]; null: there is none.</param>
    /// <param name="layers">The recurrent layers, from the bottom.</param>
    /// <param name="kernel">The Dense layer's, [pooled, outputs].</param>
    /// <param name="bias">The Dense layer's, [1, outputs].</param>
    /// <exception cref="InvalidDataException">The pooling has weights, for which Keras has no layer.</exception>
    public static float[] Flatten(
        NetworkSpec network, float[,]? embedding, IReadOnlyList<RnnKerasLayer> layers, float[,] kernel, float[,] bias)
    {
        ParameterLayout layout = new(network);
        float[] parameters = new float[layout.Size];
        foreach (Parameter parameter in layout)
        {
            Span<float> place = parameters.AsSpan(parameter.Place);
            (float[,] matrix, int[] columns) = parameter.Part.Kind switch
            {
                PartKind.Embedding => (Turned(embedding!), [.. Enumerable.Range(0, network.Input.Embedding!.Tokens)]),
                PartKind.Category => throw new InvalidDataException(
                    "A network of Keras layers has no static inputs. Only forecasters have them."),
                PartKind.Layer => OfLayer(layers[parameter.Layer], parameter),
                PartKind.Pooling => throw new InvalidDataException(
                    $"{nameof(RnnImportOptions)}.{nameof(RnnImportOptions.Pooling)} is {network.Pooling}, but Keras has no layer with "
                    + $"{nameof(RnnPooling.Attention)}'s query. Import from safetensors, or choose a pooling without it."),
                PartKind.Highway => throw new InvalidDataException(
                    "Keras has no layer for a highway that bypasses the recurrent layers. Import from safetensors."),
                PartKind.Head => (parameter.Role == ParameterRole.HeadBias ? bias : kernel,
                    [.. Enumerable.Range(0, network.Head.Outputs)]),
            };
            Transpose(matrix, columns, place);
        }
        return parameters;
    }

    private static (float[,] Matrix, int[] Columns) OfLayer(RnnKerasLayer both, Parameter parameter)
    {
        RnnKerasLayer layer = parameter.Direction == 0 ? both : both.Backward!;
        int[] columns = [.. from gate in CellForm.Of(layer.Cell).Names.KerasGates
                            from unit in Enumerable.Range(0, layer.Units)
                            select gate * layer.Units + unit];
        return (Matrix(layer, parameter.Role), columns);
    }

    private static float[,] Matrix(RnnKerasLayer layer, ParameterRole role) => role switch
    {
        ParameterRole.InputWeights => layer.Kernel,
        ParameterRole.RecurrentWeights => layer.RecurrentKernel,
        ParameterRole.InputBias => layer.Bias(0),
        ParameterRole.RecurrentBias => layer.Bias(1),
        ParameterRole.Embedding or ParameterRole.CategoryTable or ParameterRole.AttentionQuery or ParameterRole.HighwayWeights
            or ParameterRole.HeadWeights or ParameterRole.HeadBias =>
            throw new ArgumentOutOfRangeException(nameof(role), role, "A recurrent layer has no such weights."),
    };

    // Of all of Keras's matrices, only the table of tokens has PyTorch's order.
    private static float[,] Turned(float[,] matrix)
    {
        float[,] turned = new float[matrix.GetLength(1), matrix.GetLength(0)];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
                turned[column, row] = matrix[row, column];
        }
        return turned;
    }

    private static void Transpose(float[,] matrix, int[] columns, Span<float> destination)
    {
        int rows = matrix.GetLength(0), next = 0;
        foreach (int column in columns)
        {
            for (int row = 0; row < rows; row++)
                destination[next++] = matrix[row, column];
        }
    }
}
