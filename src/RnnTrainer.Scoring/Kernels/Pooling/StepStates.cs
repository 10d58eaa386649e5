using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>The states of each step as the head's inputs: those of both directions at one moment stand side by side.</summary>
internal static class StepStates
{
    /// <summary>Puts the states among the head's inputs.</summary>
    public static void Collect(RnnWorkspace workspace)
    {
        PackedRows packed = workspace.Packed;
        for (int direction = 0; direction < workspace.Layout.Top.Directions; direction++)
        {
            for (int t = 0; t < packed.Steps; t++)
            {
                for (int rank = 0; rank < packed.Active(t); rank++)
                {
                    workspace.Top(direction).Hidden(packed, t, rank)
                        .CopyTo(Share(workspace, workspace.Pooled, workspace.Layout.PooledOffset, direction, t, rank));
                }
            }
        }
    }

    /// <summary>Adds the gradient by the head's inputs to that by a direction's h(t), [active rows, hidden].</summary>
    public static unsafe void AddGradient(RnnWorkspace workspace, int direction, int t, float* gradient, nint stride)
    {
        for (int rank = 0; rank < workspace.Packed.Active(t); rank++)
        {
            Span<float> sum = new(gradient + rank * stride, workspace.Layout.Top.HiddenSize);
            TensorPrimitives.Add(sum, Share(workspace, workspace.PooledGradient, 0, direction, t, rank), sum);
        }
    }

    // A direction's share, [hidden], of the head's row for the moment at which that direction takes step t.
    private static Span<float> Share(RnnWorkspace workspace, AlignedBuffer rows, int offset, int direction, int t, int rank)
    {
        RnnLayout layout = workspace.Layout;
        int moment = direction == 0 ? t : workspace.Packed.Length(rank) - 1 - t;
        return rows.Span.Slice(workspace.HeadRow(moment, rank) * layout.PooledStride + offset + layout.PlaceOf(0, direction),
            layout.Top.HiddenSize);
    }
}
