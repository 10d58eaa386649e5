namespace RnnTrainer.Kernels;

/// <summary>All summaries of a network's top layer, each by its kernel.</summary>
internal static unsafe class Summaries<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    /// <summary>Takes in h(t) of the active rows.</summary>
    public static void Collect(RnnWorkspace workspace, RnnWeights weights, int direction, int t)
    {
        RnnLayout layout = workspace.Layout;
        for (int i = 0; i < layout.Summaries.Count; i++)
        {
            PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]).Collect(layout.Top, workspace.Top(direction),
                workspace.Summary(i)[direction], weights.Summaries[i].Of(direction), workspace.Packed, t);
        }
    }

    /// <summary>Puts the summaries among the head's inputs.</summary>
    public static void Finish(RnnWorkspace workspace)
    {
        RnnLayout layout = workspace.Layout;
        if (layout.HasStepOutputs)
        {
            StepStates.Collect(workspace);
            return;
        }
        for (int rank = 0; rank < workspace.Packed.Rows; rank++)
        {
            Finish(workspace, rank, CollectedSteps.Whole(workspace.Packed.Length(rank)),
                workspace.Pooled.Span.Slice(rank * layout.PooledStride + layout.PooledOffset, layout.PooledSize));
        }
    }

    /// <summary>
    /// Puts the summaries of a row's steps, in every direction, among its inputs of the head, [pooled]: where it gets each state, that
    /// after the last of them.
    /// </summary>
    public static void Finish(RnnWorkspace workspace, int rank, CollectedSteps steps, Span<float> pooled)
    {
        RnnLayout layout = workspace.Layout;
        for (int i = 0; i < layout.Summaries.Count; i++)
        {
            PoolingKernel<TLanes, TVector> kernel = PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]);
            kernel.Join(workspace.Summary(i), workspace.Packed, rank, steps.Last + 1);
            for (int direction = 0; direction < layout.Top.Directions; direction++)
            {
                kernel.Finish(layout.Top, workspace.Top(direction), workspace.Summary(i)[direction], workspace.Packed, rank, steps,
                    pooled.Slice(layout.PlaceOf(i, direction), layout.Top.HiddenSize));
            }
        }
    }

    /// <summary>Takes the states' shares out of the gradient by the head's inputs, and the gradient by the summaries' weights.</summary>
    public static void Begin(RnnWorkspace workspace, RnnWeights weights, RnnGradients gradients)
    {
        RnnLayout layout = workspace.Layout;
        if (layout.HasStepOutputs)
            return; // it stays where it is
        for (int i = 0; i < layout.Summaries.Count; i++)
        {
            PoolingKernel<TLanes, TVector> kernel = PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]);
            for (int rank = 0; rank < workspace.Packed.Rows; rank++)
            {
                ReadOnlySpan<float> gradient = workspace.PooledGradient.Span.Slice(rank * layout.PooledStride, layout.PooledSize);
                for (int direction = 0; direction < layout.Top.Directions; direction++)
                {
                    kernel.Begin(layout.Top, workspace.Top(direction), workspace.Summary(i)[direction], workspace.Packed, rank,
                        gradient.Slice(layout.PlaceOf(i, direction), layout.Top.HiddenSize));
                }
                kernel.JoinBack(workspace.Summary(i), workspace.Packed, rank);
            }
            IReadOnlyList<AlignedBuffer> own = gradients.Of(weights.Summaries[i]);
            for (int direction = 0; direction < own.Count; direction++)
            {
                kernel.WeightGradient(layout.Top, workspace.Top(direction), workspace.Summary(i)[direction], workspace.Packed,
                    own[direction]);
            }
        }
    }

    /// <summary>Adds what the head's inputs bring to the gradient by h(t), [active rows, hidden].</summary>
    public static void AddGradient(RnnWorkspace workspace, RnnWeights weights, int direction, int t, float* gradient, nint stride)
    {
        RnnLayout layout = workspace.Layout;
        if (layout.HasStepOutputs)
        {
            StepStates.AddGradient(workspace, direction, t, gradient, stride);
            return;
        }
        for (int i = 0; i < layout.Summaries.Count; i++)
        {
            PoolingKernel<TLanes, TVector>.Of(layout.Summaries[i]).AddGradient(layout.Top, workspace.Summary(i)[direction],
                weights.Summaries[i].Of(direction), workspace.Packed, t, gradient, stride);
        }
    }
}
