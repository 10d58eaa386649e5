using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <inheritdoc cref="RnnKernels"/>
internal sealed unsafe class RnnKernels<TLanes, TVector>(KernelLevel level) : RnnKernels(level, TLanes.Count)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // Weight gradients are summed over as many steps at a time as leave dZ in the first-level cache.
    private const int CachedFloats = 6 * 1024;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void LossAndGradient(RnnWorkspace workspace, RnnWeights weights, float scale)
    {
        Forward(workspace, weights);
        Head(workspace, weights, scale);
        Backward(workspace, weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ComputeLogits(ScoringWorkspace workspace, ForwardWeights weights, int rows)
    {
        RnnLayout layout = workspace.Layout;
        float* state = workspace.State.Pointer, next = state + (nint)workspace.MaxRows * layout.StateStride, x = workspace.Sequences.Pointer;
        nint sequence = (nint)layout.TimeSteps * layout.InputSize;
        for (int t = 0; t < layout.TimeSteps; t++, x += layout.InputSize)
        {
            for (int row = 0; row < rows; row++)
            {
                float* to = state + row * layout.StateStride + layout.InputOffset;
                new ReadOnlySpan<float>(x + row * sequence, layout.InputSize).CopyTo(new Span<float>(to, layout.InputSize));
            }

            // h(0) is zero: the first step needs x and the bias only.
            Multiply(state + layout.InputOffset, layout.StateStride, weights.Recurrent, layout.HiddenStride, t == 0 ? layout.InputSize + 1 : layout.Inputs,
                next + layout.HiddenOffset, layout.StateStride, rows, layout.HiddenColumns);
            Tanh<TLanes, TVector>.Apply(next + layout.HiddenOffset, rows, layout.HiddenColumns, layout.StateStride);
            float* last = state;
            state = next;
            next = last;
        }
        Multiply(state + layout.HiddenOffset - 1, layout.StateStride, weights.Head, layout.ClassStride, 1 + layout.HiddenSize,
            workspace.Logits.Pointer, layout.ClassStride, rows, layout.ClassColumns);
    }

    private static void Multiply(float* a, nint aRow, AlignedBuffer b, nint bStep, int count, float* c, nint cRow, int rows, int columns)
    {
        if (rows == 1)
            Product<TLanes, TVector>.RunRow(a, b.Pointer, bStep, count, c, columns);
        else
            Product<TLanes, TVector>.Run(a, aRow, 1, b.Pointer, bStep, count, c, cRow, rows, columns, accumulate: false);
    }

    private static void Forward(RnnWorkspace workspace, RnnWeights weights)
    {
        RnnLayout layout = workspace.Layout;
        int rows = workspace.Rows;
        nint slab = (nint)rows * layout.StateStride;
        float* state = workspace.State.Pointer;
        for (int t = 0; t < layout.TimeSteps; t++, state += slab)
        {
            // h(-1) is zero: the first step needs x and the bias only.
            int inputs = t == 0 ? layout.InputSize + 1 : layout.Inputs;
            float* hidden = state + slab + layout.HiddenOffset;
            Product<TLanes, TVector>.Run(state + layout.InputOffset, layout.StateStride, 1, weights.Recurrent.Pointer, layout.HiddenStride, inputs,
                hidden, layout.StateStride, rows, layout.HiddenColumns, accumulate: false);
            Tanh<TLanes, TVector>.Apply(hidden, rows, layout.HiddenColumns, layout.StateStride);
        }
    }

    private static void Head(RnnWorkspace workspace, RnnWeights weights, float scale)
    {
        RnnLayout layout = workspace.Layout;
        int rows = workspace.Rows;
        float* last = workspace.State.Pointer + (nint)layout.TimeSteps * rows * layout.StateStride + layout.HiddenOffset; // h(T)
        float* oneAndLast = last - 1, logits = workspace.Logits.Pointer;
        Product<TLanes, TVector>.Run(oneAndLast, layout.StateStride, 1, weights.Head.Pointer, layout.ClassStride, 1 + layout.HiddenSize,
            logits, layout.ClassStride, rows, layout.ClassColumns, accumulate: false);

        workspace.Loss = 0;
        workspace.Correct = 0;
        for (int r = 0; r < rows; r++)
        {
            workspace.Loss += SoftmaxCrossEntropy.LossAndGradient(
                new Span<float>(logits + r * layout.ClassStride, layout.ClassCount), workspace.Labels[r], scale, out bool correct);
            workspace.Correct += correct ? 1 : 0;
        }

        Product<TLanes, TVector>.Run(oneAndLast, 1, layout.StateStride, logits, layout.ClassStride, rows,
            workspace.HeadGradient.Pointer, layout.ClassStride, 1 + layout.HiddenSize, layout.ClassColumns, accumulate: false);
        float* gradient = workspace.StateGradient.Pointer + (nint)(layout.TimeSteps - 1) * rows * layout.HiddenStride; // dZ(T)
        Product<TLanes, TVector>.Run(logits, layout.ClassStride, 1, weights.HeadBack.Pointer, layout.HiddenStride, layout.ClassCount,
            gradient, layout.HiddenStride, rows, layout.HiddenColumns, accumulate: false);
        Tanh<TLanes, TVector>.MultiplyBySlope(gradient, layout.HiddenStride, last, layout.StateStride, rows, layout.HiddenColumns);
    }

    private static void Backward(RnnWorkspace workspace, RnnWeights weights)
    {
        RnnLayout layout = workspace.Layout;
        int rows = workspace.Rows;
        int block = Math.Max(1, CachedFloats / (rows * layout.HiddenStride)), end = layout.TimeSteps;
        for (int t = layout.TimeSteps - 1; t >= 0; t--)
        {
            float* gradient = workspace.StateGradient.Pointer + (nint)t * rows * layout.HiddenStride; // dZ(t+1)
            float* state = workspace.State.Pointer + (nint)t * rows * layout.StateStride;
            if (end - t == block || t == 0)
            {
                Product<TLanes, TVector>.Run(state + layout.InputOffset, 1, layout.StateStride, gradient, layout.HiddenStride, (end - t) * rows,
                    workspace.RecurrentGradient.Pointer, layout.HiddenStride, layout.Inputs, layout.HiddenColumns, accumulate: end < layout.TimeSteps);
                end = t;
            }
            if (t == 0)
                break;

            float* earlier = gradient - (nint)rows * layout.HiddenStride;
            Product<TLanes, TVector>.Run(gradient, layout.HiddenStride, 1, weights.RecurrentBack.Pointer, layout.HiddenStride, layout.HiddenSize,
                earlier, layout.HiddenStride, rows, layout.HiddenColumns, accumulate: false);
            Tanh<TLanes, TVector>.MultiplyBySlope(earlier, layout.HiddenStride, state + layout.HiddenOffset, layout.StateStride, rows, layout.HiddenColumns);
        }
    }
}
