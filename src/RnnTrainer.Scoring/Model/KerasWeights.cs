namespace RnnTrainer.Model;

/// <summary>
/// Turns Keras's weights into the flat vector: kernels are transposed, and where Keras orders the gates otherwise (GRU: z r h
/// where PyTorch has r z n; LSTM's i f c o are PyTorch's i f g o) they change places.
/// </summary>
internal static class KerasWeights
{
    // For each of our gates, Keras's place of it.
    private static readonly int[] GruGates = [1, 0, 2], OwnOrder = [0, 1, 2, 3];

    /// <param name="shape">The network's shape, which the layers have.</param>
    /// <param name="layers">The recurrent layers, from the bottom.</param>
    /// <param name="kernel">The Dense layer's, [pooled, classes].</param>
    /// <param name="bias">The Dense layer's, [1, classes].</param>
    public static float[] Flatten(RnnShape shape, IReadOnlyList<RnnKerasLayer> layers, float[,] kernel, float[,] bias)
    {
        float[] parameters = new float[shape.ParameterCount];
        int next = 0;
        int[] gates = shape.Cell == RnnCell.Gru ? GruGates : OwnOrder;
        RnnKerasLayer[] directions = [.. layers.SelectMany(layer => shape.Bidirectional ? new[] { layer, layer.Backward! } : [layer])];
        foreach (RnnKerasLayer layer in directions)
        {
            int[] columns = [.. from gate in gates.Take(shape.Gates) from unit in Enumerable.Range(0, shape.HiddenSize) select gate * shape.HiddenSize + unit];
            Transpose(layer.Kernel, columns);
            Transpose(layer.RecurrentKernel, columns);
            for (int row = 0; row < (shape.HasRecurrentBias ? 2 : 1); row++)
            {
                foreach (int column in columns)
                    parameters[next++] = layer.Bias(row, column);
            }
        }
        int[] classes = [.. Enumerable.Range(0, shape.ClassCount)];
        Transpose(kernel, classes);
        foreach (int column in classes)
            parameters[next++] = bias[0, column];
        return parameters;

        void Transpose(float[,] matrix, int[] columns)
        {
            foreach (int column in columns)
            {
                for (int row = 0; row < matrix.GetLength(0); row++)
                    parameters[next++] = matrix[row, column];
            }
        }
    }
}
