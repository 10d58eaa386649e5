using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1) over one flat vector:
/// m ← m + (1-β₁)(g - m), v ← v + (1-β₂)(g² - v), w ← w - η √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε √(1-β₂ᵗ)).
/// </summary>
internal sealed class Adam(int parameterCount)
{
    private const double Beta1 = 0.9, Beta2 = 0.999, Epsilon = 1e-8;

    private readonly float[] mean = new float[parameterCount];
    private readonly float[] square = new float[parameterCount];

    /// <summary>Steps done.</summary>
    public long Steps { get; set; }

    /// <summary>Everything that it remembers from step to step, to be saved and restored in place.</summary>
    public IReadOnlyList<float[]> State => [mean, square];

    /// <summary>Moves <paramref name="parameters"/> against <paramref name="gradient"/>, both [parameter count].</summary>
    public void Step(Span<float> parameters, ReadOnlySpan<float> gradient, float learningRate)
    {
        Steps++;
        double correction2 = Math.Sqrt(1 - Math.Pow(Beta2, Steps));
        float rate = (float)(learningRate * correction2 / (1 - Math.Pow(Beta1, Steps)));
        float epsilon = (float)(Epsilon * correction2);
        const float C1 = (float)(1 - Beta1), C2 = (float)(1 - Beta2);

        ReadOnlySpan<Vector<float>> gs = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> ms = MemoryMarshal.Cast<float, Vector<float>>(mean.AsSpan());
        Span<Vector<float>> vs = MemoryMarshal.Cast<float, Vector<float>>(square.AsSpan());
        Vector<float> c1 = new(C1), c2 = new(C2), rates = new(rate), epsilons = new(epsilon);
        for (int i = 0; i < gs.Length; i++)
        {
            Vector<float> g = gs[i];
            Vector<float> m = ms[i] += c1 * (g - ms[i]);
            Vector<float> v = vs[i] += c2 * (g * g - vs[i]);
            ws[i] -= rates * m / (Vector.SquareRoot(v) + epsilons);
        }
        for (int i = gs.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            float g = gradient[i];
            float m = mean[i] += C1 * (g - mean[i]);
            float v = square[i] += C2 * (g * g - square[i]);
            parameters[i] -= rate * m / (MathF.Sqrt(v) + epsilon);
        }
    }
}
