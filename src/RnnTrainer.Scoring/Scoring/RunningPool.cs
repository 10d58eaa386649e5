using System.Numerics.Tensors;
using RnnTrainer.Kernels;

namespace RnnTrainer.Scoring;

/// <summary>
/// The summaries of a one-directional network's states so far, bit for bit as <see cref="Pooling{TLanes, TVector}"/> computes them.
/// </summary>
internal sealed class RunningPool(RnnLayout layout)
{
    private readonly float[] last = new float[layout.Top.HiddenSize];
    private readonly float[] sum = new float[layout.Top.HiddenSize];
    private readonly float[] max = new float[layout.Top.HiddenSize];
    private int count;

    /// <summary>Takes in the state after one more step, [hidden].</summary>
    public void Add(ReadOnlySpan<float> hidden)
    {
        hidden.CopyTo(last);
        if (count++ == 0)
        {
            hidden.CopyTo(sum);
            hidden.CopyTo(max);
            return;
        }
        TensorPrimitives.Add(sum, hidden, sum);
        for (int j = 0; j < max.Length; j++)
        {
            if (hidden[j] > max[j] || float.IsNaN(hidden[j]))
                max[j] = hidden[j];
        }
    }

    /// <summary>Puts the summaries among the head's inputs, [pooled].</summary>
    public void CopyTo(Span<float> pooled)
    {
        if (layout.Has(RnnPooling.Last))
            last.CopyTo(pooled[layout.PlaceOf(RnnPooling.Last, direction: 0)..]);
        if (layout.Has(RnnPooling.Mean))
            TensorPrimitives.Divide(sum, count, pooled[layout.PlaceOf(RnnPooling.Mean, direction: 0)..]);
        if (layout.Has(RnnPooling.Max))
            max.CopyTo(pooled[layout.PlaceOf(RnnPooling.Max, direction: 0)..]);
    }
}
