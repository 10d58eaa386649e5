using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// <see cref="RnnAdam"/> and <see cref="RnnAdamW"/>. The two corrections of bias are drawn into two numbers a step (Kingma
/// and Ba 2015, end of section 2): with g ← g + λw first (Adam) or w ← (1-ηλ)w first (AdamW),
/// m ← m + (1-β₁)(g - m), v ← v + (1-β₂)(g² - v), w ← w - η √(1-β₂ᵗ)/(1-β₁ᵗ) · m / (√v + ε √(1-β₂ᵗ)).
/// </summary>
internal sealed class RnnAdamUpdate : RnnOptimizerUpdate
{
    private readonly double beta1, beta2, smallest, penalty, decay;
    private readonly float[] mean, square;
    private float rate, epsilon, kept; // of this step

    public RnnAdamUpdate(RnnAdam options, int parameterCount)
        : this(options.Beta1, options.Beta2, options.Epsilon, parameterCount) => penalty = options.WeightDecay;

    public RnnAdamUpdate(RnnAdamW options, int parameterCount)
        : this(options.Beta1, options.Beta2, options.Epsilon, parameterCount) => decay = options.WeightDecay;

    private RnnAdamUpdate(double beta1, double beta2, double epsilon, int parameterCount)
    {
        this.beta1 = beta1;
        this.beta2 = beta2;
        smallest = epsilon;
        mean = new float[parameterCount];
        square = new float[parameterCount];
        State = [mean, square];
    }

    public override IReadOnlyList<float[]> State { get; }

    protected override void Begin(float learningRate)
    {
        double correction2 = Math.Sqrt(1 - Math.Pow(beta2, Steps));
        rate = (float)(learningRate * correction2 / (1 - Math.Pow(beta1, Steps)));
        epsilon = (float)(smallest * correction2);
        kept = (float)(1 - learningRate * decay); // exactly 1 without decay
    }

    protected override void Move(Span<float> parameters, ReadOnlySpan<float> gradient, Range range)
    {
        float c1 = (float)(1 - beta1), c2 = (float)(1 - beta2), lambda = (float)penalty;

        Span<float> mean = this.mean.AsSpan(range), square = this.square.AsSpan(range);
        ReadOnlySpan<Vector<float>> gs = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> ms = MemoryMarshal.Cast<float, Vector<float>>(mean);
        Span<Vector<float>> vs = MemoryMarshal.Cast<float, Vector<float>>(square);
        Vector<float> c1s = new(c1), c2s = new(c2), rates = new(rate), epsilons = new(epsilon);
        Vector<float> lambdas = new(lambda), kepts = new(kept);
        for (int i = 0; i < gs.Length; i++)
        {
            Vector<float> w = ws[i];
            Vector<float> g = lambda == 0 ? gs[i] : gs[i] + lambdas * w;
            Vector<float> m = ms[i] += c1s * (g - ms[i]);
            Vector<float> v = vs[i] += c2s * (g * g - vs[i]);
            ws[i] = kepts * w - rates * m / (Vector.SquareRoot(v) + epsilons);
        }
        for (int i = gs.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            float w = parameters[i];
            float g = lambda == 0 ? gradient[i] : gradient[i] + lambda * w;
            float m = mean[i] += c1 * (g - mean[i]);
            float v = square[i] += c2 * (g * g - square[i]);
            parameters[i] = kept * w - rate * m / (MathF.Sqrt(v) + epsilon);
        }
    }
}
