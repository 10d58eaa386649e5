using RnnTrainer.Model;

namespace RnnTrainer.Tests.Scoring;

/// <summary>The definition of a score: h(t) = tanh(W·x(t) + U·h(t-1) + b) from h(0) = 0, softmax(V·h(T) + c), in double precision.</summary>
internal static class ScoreDefinition
{
    public static double[] Of(RnnModel model, ReadOnlySpan<float> sequence)
    {
        int hidden = model.HiddenSize, inputs = model.InputSize;
        double[] h = new double[hidden];
        for (int t = 0; t < model.TimeSteps; t++)
        {
            double[] next = new double[hidden];
            for (int j = 0; j < hidden; j++)
            {
                double sum = model.Bias[j];
                for (int i = 0; i < inputs; i++)
                    sum += (double)model.InputWeights[j * inputs + i] * sequence[t * inputs + i];
                for (int i = 0; i < hidden; i++)
                    sum += (double)model.RecurrentWeights[j * hidden + i] * h[i];
                next[j] = Math.Tanh(sum);
            }
            h = next;
        }

        double[] logits = new double[model.ClassCount];
        for (int c = 0; c < logits.Length; c++)
        {
            logits[c] = model.HeadBias[c];
            for (int i = 0; i < hidden; i++)
                logits[c] += (double)model.HeadWeights[c * hidden + i] * h[i];
        }
        double max = logits.Max(), total = logits.Sum(x => Math.Exp(x - max));
        return [.. logits.Select(x => Math.Exp(x - max) / total)];
    }

    /// <summary>A network with random weights, orthogonal from step to step, that is far from saturated.</summary>
    public static RnnModel Network(int timeSteps, int inputs, int hidden, int classes)
    {
        RnnShape shape = new(timeSteps, inputs, hidden, classes);
        Random random = new(hidden);
        float scale = 1 / MathF.Sqrt(hidden);
        float[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => (float)(random.NextDouble() * 2 - 1) * scale)];
        return new RnnModel(shape, parameters, labelValues: null);
    }
}
