// KernelLevels
//
// Prints the widest kernels that this process has, and the largest difference of their gradient from that of the scalar
// kernels, relative to its largest element, over a few shapes. Then the hash of sequences whose inputs were brought to scale.

using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using RnnTrainer;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;

RnnKernels best = RnnKernels.Best;
double largest = 0;
foreach ((RnnCell cell, int layers, int timeSteps, int inputs, int hidden, int classes, int rows) in new[]
{
    (RnnCell.Rnn, 1, 28, 28, 50, 10, 25), (RnnCell.Rnn, 1, 5, 3, 7, 2, 1),
    (RnnCell.Lstm, 2, 3, 17, 128, 33, 13), (RnnCell.Gru, 2, 9, 3, 7, 2, 20),
})
{
    float[] expected = Gradient(RnnKernels.All[0], cell, layers, timeSteps, inputs, hidden, classes, rows);
    float[] actual = Gradient(best, cell, layers, timeSteps, inputs, hidden, classes, rows);
    double scale = expected.Max(Math.Abs);
    largest = Math.Max(largest, expected.Zip(actual, (a, b) => Math.Abs(a - b) / scale).Max());
}
Console.WriteLine(best.Level);
Console.WriteLine(largest.ToString("R", CultureInfo.InvariantCulture));

XxHash3 scaled = new();
foreach (RnnNormalization kind in new[] { RnnNormalization.MeanVariance, RnnNormalization.SequenceMeanVariance,
    RnnNormalization.SequenceMinMax })
{
    foreach (int inputs in new[] { 1, 3, 28, 100 })
        scaled.Append(MemoryMarshal.AsBytes(Scaled(kind, inputs).AsSpan()));
}
Console.WriteLine($"{scaled.GetCurrentHashAsUInt64():x16}");

static float[] Scaled(RnnNormalization kind, int inputs)
{
    Random random = new(inputs);
    float[] sequence = [.. Enumerable.Range(0, 37 * inputs).Select(_ => (float)(random.NextDouble() * 1e3 + 1e6))];
    double[] drawn = [.. Enumerable.Range(0, InputNormalization.IsMeasured(kind) ? inputs : 0).Select(_ => random.NextDouble())];
    InputNormalization normalization = new(kind, new(drawn), new(drawn));
    SequenceNormalizer.Of(new InputSpec(InputSpec.AnyTimeSteps, inputs) { Normalization = normalization })!.Apply(sequence);
    return sequence;
}

static float[] Gradient(RnnKernels kernels, RnnCell cell, int layers, int timeSteps, int inputs, int hidden, int classes, int rows)
{
    Random random = new(1);
    float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 0.3f)];
    LayerSpec layer = new(cell, RnnActivation.Tanh, hidden, Bidirectional: layers > 1);
    RnnLayout layout = new(
        new NetworkSpec(new(timeSteps, inputs), layer, layers, PoolingSummaries.Joined, new(RnnHead.Softmax, classes)), kernels.Lanes);
    RnnWeights weights = new(layout, forTraining: true);
    weights.Pack(Draw(layout.Parameters.Size));
    RnnWorkspace workspace = new(layout, rows, forTraining: true, recurrentDropout: layers > 1 ? 0.2f : 0);
    workspace.Begin([.. Enumerable.Range(0, rows).Select(r => 1 + r % timeSteps)]);
    for (int r = 0; r < rows; r++)
    {
        workspace.Load(r, Draw((1 + r % timeSteps) * inputs));
        workspace.SetTarget(r, step: 0, target: r, weight: 1);
    }
    RnnGradients gradients = new(weights);
    EvenClasses loss = new(classes);
    kernels.LossAndGradient(workspace, weights, loss, 1f / rows, gradients, new BatchSums(loss.AccumulatorCount));

    float[] gradient = new float[layout.Parameters.Size];
    gradients.Unpack(gradient);
    return gradient;
}
