using System.Runtime.CompilerServices;
using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>One recurrent layer in one direction: all steps forward, and all steps of the gradient back.</summary>
internal static unsafe class Recurrence<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // Weight gradients are summed over as many steps at a time as leave the gates' gradients in the first-level cache.
    private const int CachedFloats = 6 * 1024;

    /// <summary>One step: gates from the row of state, h(t) from the gates.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Step(LayerLayout layout, CellKernel<TLanes, TVector> cell, DirectionWorkspace workspace,
        DirectionWeights weights, PackedRows packed, int t)
    {
        int rows = packed.Active(t), columns = layout.HiddenColumns;
        nint stride = layout.StateStride;
        float* state = workspace.State.Pointer + packed.Start(t) * stride;
        float* hidden = workspace.Output.Pointer + packed.Start(t + 1) * stride + layout.HiddenOffset;
        bool isPlain = layout.Form.IsPlain;
        nint gateStride = isPlain ? stride : layout.GateStride;
        float* gates = isPlain ? hidden : workspace.Gates.Pointer + packed.Start(t) * gateStride;
        for (int p = 0; p < layout.Products.Count; p++)
        {
            GateProduct product = layout.Products[p];

            // h(0) is zero: the first step needs x and the bias only.
            int inputs = t == 0 ? layout.FirstInputsOf(product) : layout.InputsOf(product);
            float* a = state + layout.OffsetOf(product), c = gates + product.FirstBlock * columns, b = weights.Forward[p].Pointer;
            if (rows == 1)
                Product<TLanes, TVector>.RunRow(a, b, layout.WeightStrideOf(product), inputs, c, layout.ColumnsOf(product));
            else
                Product<TLanes, TVector>.Run(a, stride, 1, b, layout.WeightStrideOf(product), inputs, c, gateStride, rows,
                    layout.ColumnsOf(product), accumulate: false);
        }

        cell.Forward(new CellStep
        {
            Rows = rows,
            Columns = columns,
            Gates = gates,
            PreviousGates = Previous(layout, workspace, packed, t),
            GateStride = gateStride,
            Last = workspace.Output.Pointer + packed.Start(t) * stride + layout.HiddenOffset,
            Hidden = hidden,
            HiddenStride = stride,
        });
        if (workspace.Mask.Length > 0)
            StateMask<TLanes, TVector>.Apply(hidden, stride, workspace.Mask.Pointer, layout.HiddenStride,
                workspace.State.Pointer + packed.Start(t + 1) * stride + layout.HiddenOffset, stride, rows, columns, accumulate: false);
    }

    /// <summary>The gradient by h(t), [active rows, hidden], as the step after left it, and its stride; to be added to.</summary>
    public static float* StateGradient(LayerLayout layout, DirectionWorkspace workspace, PackedRows packed, int t, out nint stride)
    {
        // A SimpleRNN's gradient by its state becomes that by its one gate where it stands.
        stride = layout.Form.IsPlain ? layout.GateStride : layout.HiddenStride;
        float* gradient = layout.Form.IsPlain ? workspace.Gates.Pointer + packed.Start(t) * stride : workspace.StateGradient.Pointer;
        int first = t + 1 < packed.Steps ? packed.Active(t + 1) : 0, rows = packed.Active(t);
        Clear(gradient + first * stride, stride, rows - first, layout.HiddenColumns);
        if (layout.Form.HasCellState)
            Clear(workspace.CellGradient.Pointer + first * stride, stride, rows - first, layout.HiddenColumns);
        return gradient;
    }

    /// <summary>One step back: from the gradient by h(t) to those by the gates, and on to h(t-1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StepBack(LayerLayout layout, CellKernel<TLanes, TVector> cell, DirectionWorkspace workspace,
        DirectionWeights weights, PackedRows packed, int t)
    {
        int rows = packed.Active(t), columns = layout.HiddenColumns;
        nint stride = layout.StateStride, gateStride = layout.GateStride;
        float* hidden = workspace.Output.Pointer + packed.Start(t + 1) * stride + layout.HiddenOffset; // h(t)
        float* last = workspace.Output.Pointer + packed.Start(t) * stride + layout.HiddenOffset;       // h(t-1)
        float* gates = workspace.Gates.Pointer + packed.Start(t) * gateStride, dh = workspace.StateGradient.Pointer;
        cell.Backward(new CellStep
        {
            Rows = rows,
            Columns = columns,
            Gates = gates,
            PreviousGates = Previous(layout, workspace, packed, t),
            GateStride = gateStride,
            Last = last,
            Hidden = hidden,
            HiddenStride = stride,
            StateGradient = dh,
            CellGradient = workspace.CellGradient.Pointer,
            GradientStride = layout.HiddenStride,
        });
        Clear(gates + rows * gateStride, gateStride, packed.RowsOfSlab(t) - rows, layout.GateStride);
        if (t == 0)
            return;

        bool isPlain = layout.Form.IsPlain, isMasked = workspace.Mask.Length > 0;
        float* earlier = isPlain ? workspace.Gates.Pointer + packed.Start(t - 1) * gateStride : dh;
        nint earlierStride = isPlain ? gateStride : layout.HiddenStride;
        float* byProducts = isMasked ? workspace.RecurrentGradient.Pointer : earlier;
        bool passesOn = layout.Form.PassesStateOn; // what does not go through a gate is there already
        bool accumulate = passesOn && !isMasked;
        foreach (GateProduct product in layout.Products)
        {
            if (!product.FromHidden)
                continue;
            MultiplyBack(layout, product, gates, weights.BackHidden.Pointer, layout.HiddenStride, byProducts,
                isMasked ? layout.HiddenStride : earlierStride, rows, columns, accumulate);
            accumulate = true;
        }
        if (isMasked)
            StateMask<TLanes, TVector>.Apply(byProducts, layout.HiddenStride, workspace.Mask.Pointer, layout.HiddenStride,
                earlier, earlierStride, rows, columns, accumulate: passesOn);
    }

    /// <summary>The gradient by the inputs of a step whose gates' gradients are known, [active rows, input].</summary>
    public static void InputGradient(LayerLayout layout, DirectionWorkspace workspace, DirectionWeights weights, PackedRows packed, int t)
    {
        float* gates = workspace.Gates.Pointer + (nint)packed.Start(t) * layout.GateStride;
        bool accumulate = false;
        foreach (GateProduct product in layout.Products)
        {
            if (!product.FromInput)
                continue;
            MultiplyBack(layout, product, gates, weights.BackInput.Pointer, layout.InputStride, workspace.InputGradient.Pointer,
                layout.InputStride, packed.Active(t), layout.InputColumns, accumulate);
            accumulate = true;
        }
    }

    /// <summary>How many steps' gradients by the weights to sum at once.</summary>
    public static int StepsAtOnce(LayerLayout layout, PackedRows packed) => Math.Max(1, CachedFloats / (packed.Rows * layout.GateStride));

    /// <summary>Sums the gradients by the weights over the steps from <paramref name="t"/> to before <paramref name="end"/>.</summary>
    public static void WeightGradient(
        LayerLayout layout, DirectionWorkspace workspace, IReadOnlyList<AlignedBuffer> gradients, PackedRows packed, int t, int end)
    {
        int rows = packed.Start(end) - packed.Start(t);
        float* state = workspace.State.Pointer + (nint)packed.Start(t) * layout.StateStride;
        float* gates = workspace.Gates.Pointer + (nint)packed.Start(t) * layout.GateStride;
        for (int p = 0; p < layout.Products.Count; p++)
        {
            GateProduct product = layout.Products[p];
            Product<TLanes, TVector>.Run(state + layout.OffsetOf(product), 1, layout.StateStride,
                gates + product.FirstBlock * layout.HiddenColumns, layout.GateStride, rows,
                gradients[p].Pointer, layout.WeightStrideOf(product), layout.InputsOf(product), layout.ColumnsOf(product),
                accumulate: end < packed.Steps);
        }
    }

    // Gates side by side are one product where no padding stands between them.
    private static void MultiplyBack(
        LayerLayout layout, GateProduct product, float* gates, float* back, nint backStride, float* destination, nint destinationStride,
        int rows, int columns, bool accumulate)
    {
        bool isOne = layout.HiddenColumns == layout.HiddenSize;
        int count = isOne ? product.Gates * layout.HiddenSize : layout.HiddenSize;
        for (int gate = 0; gate < (isOne ? 1 : product.Gates); gate++)
        {
            Product<TLanes, TVector>.Run(gates + (product.FirstBlock + gate) * layout.HiddenColumns, layout.GateStride, 1,
                back + (nint)(product.FirstGate + gate) * layout.HiddenSize * backStride, backStride, count, destination,
                destinationStride, rows, columns, accumulate || gate > 0);
        }
    }

    private static float* Previous(LayerLayout layout, DirectionWorkspace workspace, PackedRows packed, int t) =>
        t == 0 ? null : workspace.Gates.Pointer + (nint)packed.Start(t - 1) * layout.GateStride;

    private static void Clear(float* first, nint stride, int rows, int columns)
    {
        for (int row = 0; row < rows; row++)
            new Span<float>(first + row * stride, columns).Clear();
    }
}
