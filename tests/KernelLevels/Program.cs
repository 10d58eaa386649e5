// KernelLevels
//
// Prints the widest kernels that this process has, and the largest difference of their gradient from that of the scalar
// kernels, relative to its largest element, over a few shapes.

using System.Globalization;
using RnnTrainer.Kernels;

RnnKernels best = RnnKernels.Best;
double largest = 0;
foreach ((int timeSteps, int inputs, int hidden, int classes, int rows) in new[] { (28, 28, 50, 10, 25), (5, 3, 7, 2, 1), (3, 17, 128, 33, 13) })
{
    float[] expected = Gradient(RnnKernels.All[0], timeSteps, inputs, hidden, classes, rows), actual = Gradient(best, timeSteps, inputs, hidden, classes, rows);
    double scale = expected.Max(Math.Abs);
    largest = Math.Max(largest, expected.Zip(actual, (a, b) => Math.Abs(a - b) / scale).Max());
}
Console.WriteLine(best.Level);
Console.WriteLine(largest.ToString("R", CultureInfo.InvariantCulture));

static float[] Gradient(RnnKernels kernels, int timeSteps, int inputs, int hidden, int classes, int rows)
{
    Random random = new(1);
    float[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() - 0.5) * 0.3f)];
    RnnLayout layout = new(timeSteps, inputs, hidden, classes, kernels.Lanes);
    RnnWeights weights = new(layout);
    weights.Pack(Draw(hidden * inputs), Draw(hidden * hidden), Draw(hidden), Draw(classes * hidden), Draw(classes));
    RnnWorkspace workspace = new(layout, rows);
    workspace.Begin(rows);
    for (int r = 0; r < rows; r++)
    {
        Draw(timeSteps * inputs).CopyTo(workspace.Sequence, 0);
        workspace.Load(r, r % classes);
    }
    kernels.LossAndGradient(workspace, weights, 1f / rows);

    float[] gradient = new float[hidden * (inputs + hidden + 1 + classes) + classes];
    Span<float> rest = gradient;
    Span<float> Take(ref Span<float> from, int count)
    {
        Span<float> part = from[..count];
        from = from[count..];
        return part;
    }
    workspace.UnpackGradient(Take(ref rest, hidden * inputs), Take(ref rest, hidden * hidden), Take(ref rest, hidden), Take(ref rest, classes * hidden), Take(ref rest, classes));
    return gradient;
}
