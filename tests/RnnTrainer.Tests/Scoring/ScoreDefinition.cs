using RnnTrainer.Network;

namespace RnnTrainer.Tests.Scoring;

/// <summary>
/// The definition of a score, in double precision, written from the formulas that <see cref="RnnCell"/> and
/// <see cref="RnnPooling"/> state: plain loops, one row, one step, one unit at a time. Outputs at each step stand one behind the other.
/// </summary>
internal static class ScoreDefinition
{
    public static double[] Of(RnnModel model, ReadOnlySpan<float> sequence, params int[] categories)
    {
        (double[][][] directions, double[][] states) = States(model, sequence, categories);
        if (model.Pooling == RnnPooling.None)
            return [.. states.SelectMany(state => Probabilities(model, state, []))];
        List<double> pooled = [];
        if (model.Pooling.HasFlag(RnnPooling.Last))
            pooled.AddRange(directions.SelectMany((direction, d) => direction[d == 0 ? ^1 : 0]));
        if (model.Pooling.HasFlag(RnnPooling.Mean))
            pooled.AddRange(Enumerable.Range(0, states[0].Length).Select(j => states.Average(state => state[j])));
        if (model.Pooling.HasFlag(RnnPooling.Max))
            pooled.AddRange(Enumerable.Range(0, states[0].Length).Select(j => states.Max(state => state[j])));
        if (model.Pooling.HasFlag(RnnPooling.Attention))
        {
            double[] weights = AttentionWeights(model.GetParameter("attention.weight"), states);
            pooled.AddRange(Enumerable.Range(0, states[0].Length)
                .Select(j => weights.Zip(states, (weight, state) => weight * state[j]).Sum()));
        }

        return Probabilities(model, [.. pooled], model.HasHighway ? HighwayNumbers(model, Read(model, sequence)) : []);
    }

    // A number of the highway for each of the head's; what follows a beginning of a sequence counts as 0.
    private static double[] HighwayNumbers(RnnModel model, double[][] read)
    {
        int values = model.Network.Highway!.Inputs, numbers = model.Network.Highway.Numbers;
        double[] x = [.. read.SelectMany(step => step)];
        return Affine(model.GetParameter("highway.weight"), new float[numbers], [.. x, .. new double[values - x.Length]]);
    }

    private static double[] Probabilities(RnnModel model, double[] features, double[] numbers)
    {
        double[] logits = Affine(model.GetParameter("head.weight"), model.GetParameter("head.bias"), features);
        int each = numbers.Length == 0 ? 1 : logits.Length / numbers.Length;
        if (numbers.Length > 0)
            logits = [.. logits.Select((logit, output) => logit + numbers[output / each])];
        double max = logits.Max(), total = logits.Sum(x => Math.Exp(x - max));
        return model.Head switch
        {
            RnnHead.Softmax => [.. logits.Select(x => Math.Exp(x - max) / total)],
            RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector => logits,
            RnnHead.Quantiles => [.. logits.Chunk(model.QuantileLevels.Count).SelectMany(number => number.Order())],
        };
    }

    /// <summary>The weights of the steps: softmax(query·h(t)).</summary>
    public static double[] AttentionWeights(RnnModel model, ReadOnlySpan<float> sequence) =>
        AttentionWeights(model.GetParameter("attention.weight"), States(model, sequence).States);

    // Those of each direction of the top layer, in the order of time, and the units of both side by side.
    private static (double[][][] Directions, double[][] States) States(
        RnnModel model, ReadOnlySpan<float> sequence, params int[] categories)
    {
        double[] known = [.. categories.SelectMany((category, table) => Row(model, $"categories.{table}.weight", category))];
        double[][] states = [.. Read(model, sequence).Select(step =>
            (double[])[.. model.TokenCount > 0 ? Row(model, "embedding.weight", (int)step[0]) : step, .. known])];
        double[][][] directions = [];
        for (int layer = 0; layer < model.Layers; layer++)
        {
            directions = [Run(model, layer, states, direction: 0)];
            if (model.RecurrentLayers[layer].Bidirectional)
                directions = [directions[0], [.. Run(model, layer, [.. states.Reverse()], direction: 1).Reverse()]];
            states = [.. Enumerable.Range(0, states.Length).Select(t => directions.SelectMany(direction => direction[t]).ToArray())];
        }
        return (directions, states);
    }

    // Of a table.
    private static double[] Row(RnnModel model, string table, int row)
    {
        float[] values = model.GetParameter(table).ToArray();
        int size = table == "embedding.weight" ? model.Network.Input.Embedding!.Size
            : model.Network.Input.Categories[int.Parse(table.Split('.')[1])].Size;
        return [.. values.AsSpan(row * size, size).ToArray().Select(value => (double)value)];
    }

    // What the network reads at each step.
    private static double[][] Read(RnnModel model, ReadOnlySpan<float> sequence)
    {
        double[][] steps = new double[sequence.Length / model.InputSize][];
        for (int t = 0; t < steps.Length; t++)
            steps[t] = [.. sequence.Slice(t * model.InputSize, model.InputSize).ToArray().Select(x => (double)x)];
        return InBlocks(model, Filled(model, Normalized(model, steps)));
    }

    private static double[] AttentionWeights(ReadOnlySpan<float> query, double[][] states)
    {
        float[] q = query.ToArray();
        double[] scores = [.. states.Select(state => state.Zip(q, (h, weight) => h * weight).Sum())];
        double total = scores.Sum(Math.Exp);
        return [.. scores.Select(score => Math.Exp(score) / total)];
    }

    /// <summary>A network with random weights that is far from saturated.</summary>
    public static RnnModel Network(int timeSteps, int inputs, int hidden, int classes) =>
        Network(NetworkForms.Of(timeSteps, inputs, hidden, classes));

    /// <inheritdoc cref="Network(int, int, int, int)"/>
    public static RnnModel Network(NetworkSpec shape)
    {
        Random random = new(shape.Top.Size);
        float scale = 1 / MathF.Sqrt(shape.Top.Size);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => (float)(random.NextDouble() * 2 - 1) * scale)];
        return new RnnModel(shape, parameters, labelValues: null);
    }

    private static double[][] Run(RnnModel model, int layer, double[][] inputs, int direction)
    {
        RnnLayer form = model.RecurrentLayers[layer];
        int hidden = form.HiddenSize;
        bool isOneModule = model.RecurrentLayers.Distinct().Count() == 1;
        ReadOnlySpan<float> Get(string kind) =>
            model.GetParameter((isOneModule ? $"rnn.{kind}_l{layer}" : $"rnn.{layer}.{kind}_l0") + (direction == 0 ? "" : "_reverse"));
        float[] recurrentBias = form.Cell == RnnCell.Gru ? Get("bias_hh").ToArray() : new float[Get("bias_ih").Length];
        double[] h = new double[hidden], c = new double[hidden];
        double[][] states = new double[inputs.Length][];
        for (int t = 0; t < inputs.Length; t++)
        {
            double[] a = Affine(Get("weight_ih"), Get("bias_ih"), inputs[t]);
            double[] b = Affine(Get("weight_hh"), recurrentBias, h);
            double[] next = new double[hidden];
            for (int j = 0; j < hidden; j++)
            {
                double Sum(int gate) => a[gate * hidden + j] + b[gate * hidden + j];
                switch (form.Cell)
                {
                    case RnnCell.Lstm:
                        c[j] = Sigmoid(Sum(1)) * c[j] + Sigmoid(Sum(0)) * Math.Tanh(Sum(2));
                        next[j] = Sigmoid(Sum(3)) * Math.Tanh(c[j]);
                        break;
                    case RnnCell.Gru:
                        double n = Math.Tanh(a[2 * hidden + j] + Sigmoid(Sum(0)) * b[2 * hidden + j]);
                        next[j] = (1 - Sigmoid(Sum(1))) * n + Sigmoid(Sum(1)) * h[j];
                        break;
                    case RnnCell.Rnn:
                        next[j] = form.Activation == RnnActivation.Relu ? Math.Max(0, Sum(0)) : Math.Tanh(Sum(0));
                        break;
                }
            }
            states[t] = h = next;
        }
        return states;
    }

    private static double[][] Normalized(RnnModel model, double[][] sequence)
    {
        if (model.Normalization == RnnNormalization.None)
            return sequence;
        (double Offset, double Scale)[] inputs = [.. Enumerable.Range(0, model.InputSize).Select(input => model.InputOffsets.Count > 0
            ? (model.InputOffsets[input], model.InputScales[input])
            : OfSequence(model.Normalization, [.. sequence.Select(step => step[input])
                .Where(x => model.MissingValues == RnnMissingValues.Error || !double.IsNaN(x))]))];
        return [.. sequence.Select(step => step.Select((x, input) => (x - inputs[input].Offset) * inputs[input].Scale).ToArray())];
    }

    private static double[][] Filled(RnnModel model, double[][] sequence)
    {
        if (model.MissingValues == RnnMissingValues.Error)
            return sequence;
        double[] last = Means(model);
        List<double[]> filled = [];
        foreach (double[] step in sequence)
        {
            filled.Add([.. step.Select((x, input) => double.IsNaN(x) ? last[input] : x)]);
            if (model.MissingValues == RnnMissingValues.LastValue)
                last = filled[^1];
        }
        return [.. filled];
    }

    // Of each input, as the network sees it.
    private static double[] Means(RnnModel model) => model.Network.Input.Normalization.Means is { Count: > 0 } means
        ? [.. means] : new double[model.InputSize];

    // Steps side by side; what the last block lacks is the mean of each input, as the network sees it.
    private static double[][] InBlocks(RnnModel model, double[][] sequence)
    {
        double[] missing = Means(model);
        return [.. sequence.Chunk(model.BlockSteps).Select(block =>
            block.Concat(Enumerable.Repeat(missing, model.BlockSteps - block.Length)).SelectMany(step => step).ToArray())];
    }

    /// <summary>Offset and scale of one input of one sequence.</summary>
    public static (double Offset, double Scale) OfSequence(RnnNormalization kind, double[] x)
    {
        if (x.Length == 0)
            return (0, 0);
        double mean = x.Average(), deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)));
        (double offset, double spread) = kind is RnnNormalization.SequenceMinMax or RnnNormalization.MinMax
            ? (x.Min(), x.Max() - x.Min()) : (mean, deviation);
        return (offset, x.All(value => value == x[0]) ? 0 : 1 / spread);
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double[] Affine(ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, double[] x)
    {
        double[] y = new double[bias.Length];
        for (int j = 0; j < y.Length; j++)
        {
            y[j] = bias[j];
            for (int i = 0; i < x.Length; i++)
                y[j] += weights[j * x.Length + i] * x[i];
        }
        return y;
    }
}
