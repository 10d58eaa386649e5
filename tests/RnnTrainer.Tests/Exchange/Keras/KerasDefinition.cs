namespace RnnTrainer.Tests.Exchange.Keras;

/// <summary>
/// What Keras computes, in double precision and plain loops, written from the <c>step</c> and <c>call</c> of its cells
/// (https://keras.io/api/layers/recurrent_layers/, keras/src/layers/rnn/simple_rnn.py, lstm.py, gru.py): weights in
/// <c>get_weights()</c> order and layout, the states h and c beginning as zero.
/// </summary>
internal static class KerasDefinition
{
    /// <summary>The weights of one direction of one layer: kernel [inputs, gates x units], recurrent kernel [units, gates x units], bias [1
    /// or 2, gates x units].</summary>
    public sealed record Weights(RnnCell Cell, float[,] Kernel, float[,] Recurrent, float[,] Bias)
    {
        public int Units => Recurrent.GetLength(0);
    }

    /// <summary>The states of a layer, [steps][units]; of a <c>Bidirectional</c> one both concatenated, in the order of the
    /// steps.</summary>
    public static double[][] Layer(double[][] inputs, Weights forward, Weights? backward, bool relu)
    {
        double[][] states = Run(inputs, forward, relu);
        if (backward is null)
            return states;
        double[][] reversed = [.. Run([.. inputs.Reverse()], backward, relu).Reverse()];
        return [.. states.Zip(reversed, (a, b) => a.Concat(b).ToArray())];
    }

    /// <summary>
    /// What the Dense layer gets: <c>return_sequences=False</c> (the last state of each direction, the backward one's at the first
    /// step), <c>GlobalAveragePooling1D</c>, <c>GlobalMaxPooling1D</c>.
    /// </summary>
    public static double[] Pool(double[][] states, int units, RnnPooling pooling)
    {
        List<double> pooled = [];
        if (pooling.HasFlag(RnnPooling.Last))
            pooled.AddRange(states[^1].Take(units).Concat(states[0].Skip(units)));
        if (pooling.HasFlag(RnnPooling.Mean))
            pooled.AddRange(Enumerable.Range(0, states[0].Length).Select(j => states.Sum(state => state[j]) / states.Length));
        if (pooling.HasFlag(RnnPooling.Max))
            pooled.AddRange(Enumerable.Range(0, states[0].Length).Select(j => states.Max(state => state[j])));
        return [.. pooled];
    }

    /// <summary>softmax(x·kernel + bias).</summary>
    public static double[] Dense(double[] inputs, float[,] kernel, float[] bias)
    {
        double[] exponentials = [.. bias.Select((b, j) => Math.Exp(b + Dot(inputs, kernel, j)))];
        return [.. exponentials.Select(value => value / exponentials.Sum())];
    }

    private static double[][] Run(double[][] inputs, Weights w, bool relu)
    {
        double[] h = new double[w.Units], c = new double[w.Units];
        double[][] states = new double[inputs.Length][];
        for (int t = 0; t < inputs.Length; t++)
        {
            double[] x = inputs[t];
            states[t] = h = w.Cell switch
            {
                RnnCell.Rnn => SimpleRnn(w, x, h, relu),
                RnnCell.Lstm => Lstm(w, x, h, c),
                RnnCell.Gru => Gru(w, x, h)
            };
        }
        return states;
    }

    // output = activation(matmul(sequence, kernel) + bias + matmul(prev_output, recurrent_kernel))
    private static double[] SimpleRnn(Weights w, double[] x, double[] h, bool relu) => Each(w, j =>
    {
        double sum = Dot(x, w.Kernel, j) + w.Bias[0, j] + Dot(h, w.Recurrent, j);
        return relu ? Math.Max(0, sum) : Math.Tanh(sum);
    });

    // z0, z1, z2, z3 = split(x·kernel + h·recurrent_kernel + bias): i = σ(z0), f = σ(z1), c = f·c + i·tanh(z2), o = σ(z3); h = o·tanh(c)
    private static double[] Lstm(Weights w, double[] x, double[] h, double[] c) => Each(w, j =>
    {
        double Z(int gate) => Dot(x, w.Kernel, gate * w.Units + j) + Dot(h, w.Recurrent, gate * w.Units + j)
            + w.Bias[0, gate * w.Units + j];
        c[j] = Sigmoid(Z(1)) * c[j] + Sigmoid(Z(0)) * Math.Tanh(Z(2));
        return Sigmoid(Z(3)) * Math.Tanh(c[j]);
    });

    // reset_after=True: x_z, x_r, x_h = split(x·kernel + bias[0]), r_z, r_r, r_h = split(h·recurrent_kernel + bias[1]);
    // z = σ(x_z + r_z), r = σ(x_r + r_r), hh = tanh(x_h + r·r_h), h = z·h + (1 - z)·hh
    private static double[] Gru(Weights w, double[] x, double[] h) => Each(w, j =>
    {
        double X(int gate) => Dot(x, w.Kernel, gate * w.Units + j) + w.Bias[0, gate * w.Units + j];
        double R(int gate) => Dot(h, w.Recurrent, gate * w.Units + j) + w.Bias[1, gate * w.Units + j];
        double z = Sigmoid(X(0) + R(0)), r = Sigmoid(X(1) + R(1));
        return z * h[j] + (1 - z) * Math.Tanh(X(2) + r * R(2));
    });

    private static double[] Each(Weights w, Func<int, double> unit) => [.. Enumerable.Range(0, w.Units).Select(unit)];

    private static double Dot(double[] x, float[,] matrix, int column)
    {
        double sum = 0;
        for (int row = 0; row < x.Length; row++)
            sum += x[row] * matrix[row, column];
        return sum;
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
