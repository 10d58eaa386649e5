using System.Numerics;
using System.Runtime.InteropServices;

namespace RnnTrainer.Training.Optimizers;

/// <summary>
/// The average that an <see cref="RnnEma"/> asks for: a ← a + (1-d) (w - a). It moves as a whole, as the average of a weight that
/// rests still comes closer to it.
/// </summary>
/// <param name="options">How much is kept.</param>
/// <param name="parameters">What it starts from; copied.</param>
internal sealed class RnnEmaUpdate(RnnEma options, ReadOnlySpan<float> parameters)
{
    private readonly float mostKept = options.Decay;

    /// <summary>The average, [parameter count]; its elements may be set.</summary>
    public float[] Average { get; } = parameters.ToArray();

    /// <summary>Takes in the parameters after a step.</summary>
    /// <param name="parameters">[parameter count].</param>
    /// <param name="step">The step, from 1.</param>
    public void Step(ReadOnlySpan<float> parameters, long step)
    {
        float added = (float)(1 - Math.Min(mostKept, (1.0 + step) / (10.0 + step)));
        ReadOnlySpan<Vector<float>> ws = MemoryMarshal.Cast<float, Vector<float>>(parameters);
        Span<Vector<float>> means = MemoryMarshal.Cast<float, Vector<float>>(Average.AsSpan());
        Vector<float> addeds = new(added);
        for (int i = 0; i < means.Length; i++)
            means[i] += addeds * (ws[i] - means[i]);
        for (int i = means.Length * Vector<float>.Count; i < parameters.Length; i++)
            Average[i] += added * (parameters[i] - Average[i]);
    }
}
