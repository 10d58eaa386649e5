using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <inheritdoc cref="RnnKernels"/>
internal sealed unsafe class RnnKernels<TLanes, TVector>(KernelLevel level) : RnnKernels(level, TLanes.Count)
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    // Inputs and outputs of the head that stay in the first-level cache; no fewer than the sequences of a part.
    private const int HeadRowsAtOnce = 32;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Forward(RnnWorkspace workspace, RnnWeights weights, float dropout)
    {
        RnnLayout layout = workspace.Layout;
        for (int l = 0; l < layout.Layers.Count; l++)
        {
            for (int direction = 0; direction < layout.Layers[l].Directions; direction++)
            {
                for (int t = 0; t < workspace.Packed.Steps; t++)
                    Step(workspace, weights, l, direction, t);
            }
            if (dropout > 0 && l < layout.Layers.Count - 1)
                Stacking.DropInputs(workspace, l + 1, dropout);
        }
        Summaries<TLanes, TVector>.Finish(workspace);
        if (dropout > 0)
            Stacking.DropPooled(workspace, workspace.Pooled, layout.PooledOffset, dropout);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void ForwardStep(RnnWorkspace workspace, RnnWeights weights, int step, long count)
    {
        RnnLayout layout = workspace.Layout;
        for (int l = 0; l < layout.Layers.Count; l++)
            Step(workspace, weights, l, direction: 0, step);
        Summaries<TLanes, TVector>.Finish(workspace, rank: 0, CollectedSteps.Next(step, count),
            workspace.Pooled.Span.Slice(layout.PooledOffset, layout.PooledSize));
    }

    // One step of a layer in a direction, and what it hands on.
    private static void Step(RnnWorkspace workspace, RnnWeights weights, int l, int direction, int t)
    {
        RnnLayout layout = workspace.Layout;
        LayerLayout layer = layout.Layers[l];
        Recurrence<TLanes, TVector>.Step(layer, CellKernel<TLanes, TVector>.Of(layer.Cell, layer.Activation), workspace.Of(l, direction),
            weights.Of(l, direction), workspace.Packed, t);
        if (l < layout.Layers.Count - 1)
            Stacking.PassUp(workspace, l, direction, t);
        else if (layout.CollectsStates)
            Summaries<TLanes, TVector>.Collect(workspace, weights, direction, t);
    }

    protected override void ComputeOutputs(RnnWorkspace workspace, RnnWeights weights, int first, int rows)
    {
        RnnLayout layout = workspace.Layout;
        float* oneAndPooled = OneAndPooled(workspace, first), outputs = workspace.HeadOutputs.Pointer + (nint)first * layout.OutputStride;
        if (rows == 1)
            Product<TLanes, TVector>.RunRow(oneAndPooled, weights.Head.Matrix.Pointer, layout.OutputStride, 1 + layout.PooledSize,
                outputs, layout.OutputColumns);
        else
            Product<TLanes, TVector>.Run(oneAndPooled, layout.PooledStride, 1, weights.Head.Matrix.Pointer, layout.OutputStride,
                1 + layout.PooledSize, outputs, layout.OutputStride, rows, layout.OutputColumns, accumulate: false);
        if (weights.Highway is { } highway)
            Highway<TLanes, TVector>.AddTo(workspace, highway, first, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void HeadAndLoss(
        RnnWorkspace workspace, RnnWeights weights, RowLoss loss, float scale, RnnGradients gradients, BatchSums sums)
    {
        RnnLayout layout = workspace.Layout;
        sums.Clear();
        for (int first = 0; first < workspace.HeadRows; first += HeadRowsAtOnce)
        {
            int rows = Math.Min(HeadRowsAtOnce, workspace.HeadRows - first);
            ComputeOutputs(workspace, weights, first, rows);
            for (int row = first; row < first + rows; row++)
                Lose(workspace, loss, row, scale, sums);

            float* outputs = workspace.HeadOutputs.Pointer + (nint)first * layout.OutputStride;
            float* gradient = gradients.Of(weights.Head)[0].Pointer;
            Product<TLanes, TVector>.Run(OneAndPooled(workspace, first), 1, layout.PooledStride, outputs, layout.OutputStride, rows,
                gradient, layout.OutputStride, 1 + layout.PooledSize, layout.OutputColumns, accumulate: first > 0);
            Product<TLanes, TVector>.Run(outputs, layout.OutputStride, 1, weights.Head.Back.Pointer, layout.PooledStride, layout.OutputSize,
                workspace.PooledGradient.Pointer + (nint)first * layout.PooledStride, layout.PooledStride, rows, layout.PooledColumns,
                accumulate: false);
            if (weights.Highway is { } highway)
                Highway<TLanes, TVector>.Gradient(workspace, gradients.Of(highway)[0], first, rows);
        }
    }

    // From the outputs of one of the head's rows to their gradient; without a target it is zero.
    private static void Lose(RnnWorkspace workspace, RowLoss loss, int row, float scale, BatchSums sums)
    {
        Span<float> outputs = workspace.HeadOutputs.Span.Slice(row * workspace.Layout.OutputStride, workspace.Layout.OutputSize);
        if (workspace.Targets[row] is var target && target < 0)
        {
            outputs.Clear();
            return;
        }
        float weight = workspace.Weights[row];
        loss.Accumulate(target, outputs, sums.Accumulators);
        sums.Loss += weight * loss.LossAndGradient(target, outputs, scale * weight);
        sums.Weight += weight;
    }

    private static float* OneAndPooled(RnnWorkspace workspace, int headRow) =>
        workspace.Pooled.Pointer + (nint)headRow * workspace.Layout.PooledStride + workspace.Layout.PooledOffset - 1;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override void Backward(RnnWorkspace workspace, RnnWeights weights, RnnGradients gradients)
    {
        RnnLayout layout = workspace.Layout;
        if (workspace.Dropout > 0)
            Stacking.DropPooled(workspace, workspace.PooledGradient, 0, workspace.Dropout);
        Summaries<TLanes, TVector>.Begin(workspace, weights, gradients);
        gradients.Embedding?.Clear();
        foreach (AlignedBuffer table in weights.Categories is { } tables ? gradients.Of(tables) : [])
            table.Span.Clear();
        for (int l = layout.Layers.Count - 1; l >= 0; l--)
        {
            if (l > 0)
                Stacking.ClearOutputGradient(workspace, l - 1);
            for (int direction = 0; direction < layout.Layers[l].Directions; direction++)
                Backward(workspace, weights, gradients, l, direction);
        }
    }

    private static void Backward(RnnWorkspace workspace, RnnWeights weights, RnnGradients gradients, int l, int direction)
    {
        LayerLayout layer = workspace.Layout.Layers[l];
        DirectionWorkspace working = workspace.Of(l, direction);
        DirectionWeights own = weights.Of(l, direction);
        PackedRows packed = workspace.Packed;
        CellKernel<TLanes, TVector> cell = CellKernel<TLanes, TVector>.Of(layer.Cell, layer.Activation);
        bool isTop = layer == workspace.Layout.Top;

        int block = Recurrence<TLanes, TVector>.StepsAtOnce(layer, packed), end = packed.Steps;
        for (int t = packed.Steps - 1; t >= 0; t--)
        {
            float* gradient = Recurrence<TLanes, TVector>.StateGradient(layer, working, packed, t, out nint stride);
            if (isTop)
                Summaries<TLanes, TVector>.AddGradient(workspace, weights, direction, t, gradient, stride);
            else
                AddOutputGradient(layer, working, packed, t, gradient, stride);

            Recurrence<TLanes, TVector>.StepBack(layer, cell, working, own, packed, t);
            if (own.BackInput.Length > 0)
                Recurrence<TLanes, TVector>.InputGradient(layer, working, own, packed, t);
            if (l > 0)
                Stacking.PassDown(workspace, l, direction, t);
            else
                AddTables(workspace, weights, gradients, direction, t);
            if (end - t == block || t == 0)
            {
                Recurrence<TLanes, TVector>.WeightGradient(layer, working, gradients.Of(own), packed, t, end);
                end = t;
            }
        }
    }

    // What the first layer's inputs give to the tables that they come from.
    private static void AddTables(RnnWorkspace workspace, RnnWeights weights, RnnGradients gradients, int direction, int t)
    {
        gradients.Embedding?.AddStep(workspace, direction, t);
        if (weights.Categories is { } categories)
            categories.AddStep(workspace, gradients.Of(categories), direction, t);
    }

    private static void AddOutputGradient(LayerLayout layer, DirectionWorkspace working, PackedRows packed, int t, float* gradient,
        nint stride)
    {
        float* from = working.OutputGradient.Pointer + (nint)packed.Start(t) * layer.HiddenStride;
        for (int row = 0; row < packed.Active(t); row++)
            Sum<TLanes, TVector>.Add(gradient + row * stride, from + (nint)row * layer.HiddenStride, layer.HiddenColumns);
    }
}
