using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// <see cref="RnnRmsProp"/>: g ← g + λw, v ← αv + (1-α)g², b ← μb + g/(√v + ε), w ← w - ηb.
/// </summary>
internal sealed class RnnRmsPropUpdate : RnnOptimizerUpdate
{
    private readonly float kept, added, epsilon, momentum, lambda; // α, 1-α, ε, μ, λ
    private readonly float[] square;
    private float rate; // of this step
    private readonly float[] velocity; // [parameter count], empty without momentum, when b is g/(√v + ε)

    public RnnRmsPropUpdate(RnnRmsProp options, int parameterCount)
    {
        kept = (float)options.Alpha;
        added = (float)(1 - options.Alpha);
        epsilon = (float)options.Epsilon;
        momentum = (float)options.Momentum;
        lambda = (float)options.WeightDecay;
        square = new float[parameterCount];
        velocity = momentum == 0 ? [] : new float[parameterCount];
        State = momentum == 0 ? [square] : [square, velocity];
    }

    public override IReadOnlyList<float[]> State { get; }

    protected override void Begin(float learningRate) => rate = learningRate;

    protected override void Move(Span<float> parameters, ReadOnlySpan<float> gradient, Range range)
    {
        Span<float> square = this.square.AsSpan(range), velocity = momentum == 0 ? [] : this.velocity.AsSpan(range);
        ReadOnlySpan<Vector<float>> gs = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> vs = MemoryMarshal.Cast<float, Vector<float>>(square);
        Span<Vector<float>> bs = MemoryMarshal.Cast<float, Vector<float>>(velocity);
        Vector<float> rates = new(rate), epsilons = new(epsilon), keeps = new(kept), adds = new(added);
        Vector<float> momenta = new(momentum), lambdas = new(lambda);
        for (int i = 0; i < gs.Length; i++)
        {
            Vector<float> g = gs[i] + lambdas * ws[i];
            Vector<float> v = vs[i] = keeps * vs[i] + adds * (g * g);
            Vector<float> b = g / (Vector.SquareRoot(v) + epsilons);
            if (momentum != 0)
                b = bs[i] = momenta * bs[i] + b;
            ws[i] -= rates * b;
        }
        for (int i = gs.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            float g = gradient[i] + lambda * parameters[i];
            float v = square[i] = kept * square[i] + added * (g * g);
            float b = g / (MathF.Sqrt(v) + epsilon);
            if (momentum != 0)
                b = velocity[i] = momentum * velocity[i] + b;
            parameters[i] -= rate * b;
        }
    }
}
