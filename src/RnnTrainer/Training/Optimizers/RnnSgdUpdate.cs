using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training.Optimizers;

/// <summary><see cref="RnnSgd"/>: g ← g + λw, b ← μb + g, w ← w - ηb, or with Nesterov's momentum w ← w - η(g + μb).</summary>
internal sealed class RnnSgdUpdate : RnnOptimizerUpdate
{
    private readonly float momentum, lambda;
    private readonly bool looksAhead;
    private float rate; // of this step
    private readonly float[] velocity; // [parameter count], empty without momentum, when b is g

    public RnnSgdUpdate(RnnSgd options, int parameterCount)
    {
        momentum = (float)options.Momentum;
        lambda = (float)options.WeightDecay;
        looksAhead = options.Nesterov;
        velocity = momentum == 0 ? [] : new float[parameterCount];
        State = momentum == 0 ? [] : [velocity];
    }

    public override IReadOnlyList<float[]> State { get; }

    protected override void Begin(float learningRate) => rate = learningRate;

    protected override void Move(Span<float> parameters, ReadOnlySpan<float> gradient, Range range)
    {
        Span<float> velocity = momentum == 0 ? [] : this.velocity.AsSpan(range);
        ReadOnlySpan<Vector<float>> gs = MemoryMarshal.Cast<float, Vector<float>>(gradient);
        Span<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> bs = MemoryMarshal.Cast<float, Vector<float>>(velocity);
        Vector<float> rates = new(rate), momenta = new(momentum), lambdas = new(lambda);
        for (int i = 0; i < gs.Length; i++)
        {
            Vector<float> g = gs[i] + lambdas * ws[i];
            if (momentum != 0)
            {
                Vector<float> b = bs[i] = momenta * bs[i] + g;
                g = looksAhead ? g + momenta * b : b;
            }
            ws[i] -= rates * g;
        }
        for (int i = gs.Length * Vector<float>.Count; i < gradient.Length; i++)
        {
            float g = gradient[i] + lambda * parameters[i];
            if (momentum != 0)
            {
                float b = velocity[i] = momentum * velocity[i] + g;
                g = looksAhead ? g + momentum * b : b;
            }
            parameters[i] -= rate * g;
        }
    }
}
