using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace RnnTrainer.Kernels;

/// <summary>
/// c = Σₜ aₜ·h(t) with a = softmax over a row's steps of q·h(t), where h(t) has both directions' units; NaN stays. Sums run from step to
/// step, relative to the largest score so far, so that the next step needs none of the earlier states (Milakov and Gimelshein 2018,
/// Online normalizer calculation for softmax). Back from the gradient g by c: dsₜ = aₜ·(g·h(t) - Σᵤ aᵤ·g·h(u)) by the scores,
/// aₜ·g + dsₜ·q by h(t), and Σₜ dsₜ·h(t) by q.
/// </summary>
internal sealed unsafe class AttentionPooling<TLanes, TVector> : PoolingKernel<TLanes, TVector>
    where TLanes : struct, ILanes<TVector>
    where TVector : struct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Collect(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, AlignedBuffer? query,
        PackedRows packed, int t)
    {
        float* hidden = workspace.StateAfter(packed, t), scores = pooled.Scores.Pointer + t;
        for (int row = 0; row < packed.Active(t); row++, hidden += layout.StateStride, scores += packed.Steps)
        {
            // An infinite input makes NaN of the columns that only pad: 0·∞. The state itself may well be finite.
            new Span<float>(hidden + layout.HiddenSize, layout.HiddenColumns - layout.HiddenSize).Clear();
            *scores = Dot<TLanes, TVector>.Of(hidden, query!.Pointer, layout.HiddenColumns);
        }
    }

    public override void Join(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank, int steps)
    {
        Span<float> scores = directions[0].WeightsOf(packed, rank, steps);
        SumScores(directions, packed, rank, scores);
        Share(directions, packed, rank, scores);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Finish(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        CollectedSteps steps, Span<float> summary)
    {
        float* sum = pooled.Values.Pointer + (nint)rank * layout.HiddenStride;
        ref float max = ref pooled.LargestOf(rank), total = ref pooled.TotalOf(rank);
        ReadOnlySpan<float> scores = pooled.WeightsOf(packed, rank, steps.Last + 1);
        if (steps.First == 0)
        {
            new Span<float>(sum, layout.HiddenColumns).Clear();
            (max, total) = (float.NegativeInfinity, 0);
        }
        for (int t = steps.First; t <= steps.Last; t++)
        {
            float largest = MathF.Max(max, scores[t]), rescale = MathF.Exp(max - largest), weight = MathF.Exp(scores[t] - largest);
            if (rescale != 1)
                Scale(rescale, sum, layout.HiddenColumns);
            AddScaled(weight, workspace.StateAfter(packed, t) + (nint)rank * layout.StateStride, sum, layout.HiddenColumns);
            (max, total) = (largest, total * rescale + weight);
        }
        TensorPrimitives.Divide(new ReadOnlySpan<float>(sum, layout.HiddenSize), total, summary);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Begin(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed, int rank,
        ReadOnlySpan<float> gradient)
    {
        float* share = pooled.Values.Pointer + (nint)rank * layout.HiddenStride;
        float* products = pooled.Scores.Pointer + (nint)rank * packed.Steps;
        Span<float> padded = new(share, layout.HiddenColumns);
        gradient.CopyTo(padded);
        padded[gradient.Length..].Clear();
        for (int t = 0; t < packed.Length(rank); t++)
        {
            products[t] =
                Dot<TLanes, TVector>.Of(share, workspace.StateAfter(packed, t) + (nint)rank * layout.StateStride, layout.HiddenColumns);
        }
    }

    public override void JoinBack(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank)
    {
        int steps = packed.Length(rank);
        Span<float> weights = directions[0].WeightsOf(packed, rank, steps), products = directions[0].ScoresOf(packed, rank, steps);
        SumScores(directions, packed, rank, products);
        Softmax.Apply(weights);
        Share(directions, packed, rank, weights);
        float mean = 0;
        for (int t = 0; t < steps; t++)
            mean += weights[t] * products[t];
        for (int t = 0; t < steps; t++)
        {
            float gradient = weights[t] * (products[t] - mean);
            for (int direction = 0; direction < directions.Length; direction++)
            {
                int step = direction == 0 ? t : steps - 1 - t;
                directions[direction].ScoreGradient.Span[packed.Start(step + 1) + rank] = gradient;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void AddGradient(LayerLayout layout, PooledStates pooled, AlignedBuffer? query, PackedRows packed, int t,
        float* gradient, nint stride)
    {
        float* share = pooled.Values.Pointer, weights = pooled.Weights.Pointer + t;
        float* scores = pooled.ScoreGradient.Pointer + packed.Start(t + 1);
        for (int row = 0; row < packed.Active(t); row++, gradient += stride, share += layout.HiddenStride, weights += packed.Steps)
        {
            AddScaled(*weights, share, gradient, layout.HiddenColumns);
            AddScaled(scores[row], query!.Pointer, gradient, layout.HiddenColumns);
        }
    }

    public override void WeightGradient(LayerLayout layout, DirectionWorkspace workspace, PooledStates pooled, PackedRows packed,
        AlignedBuffer gradient)
    {
        // All h(t), row behind row: slab 0 is what comes before them.
        int first = packed.Start(1);
        Product<TLanes, TVector>.Run(pooled.ScoreGradient.Pointer + first, 0, 1, workspace.StateAfter(packed, 0), layout.StateStride,
            packed.Total - first, gradient.Pointer, 0, 1, layout.HiddenColumns, accumulate: false);
    }

    // What both directions say of each step, in the order of time.
    private static void SumScores(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank, Span<float> sums)
    {
        directions[0].ScoresOf(packed, rank, sums.Length).CopyTo(sums);
        if (directions.Length == 1)
            return;
        Span<float> backward = directions[1].ScoresOf(packed, rank, sums.Length);
        for (int t = 0; t < sums.Length; t++)
            sums[t] += backward[^(t + 1)];
    }

    // Gives the second direction what the first has of each step, as it counts them.
    private static void Share(ReadOnlySpan<PooledStates> directions, PackedRows packed, int rank, ReadOnlySpan<float> values)
    {
        if (directions.Length == 1)
            return;
        Span<float> backward = directions[1].WeightsOf(packed, rank, values.Length);
        values.CopyTo(backward);
        backward.Reverse();
    }

    private static void Scale(float scale, float* values, int columns)
    {
        TVector scales = TLanes.All(scale);
        for (int j = 0; j < columns; j += TLanes.Count)
            TLanes.Store(TLanes.Multiply(scales, TLanes.Load(values + j)), values + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddScaled(float scale, float* values, float* sum, int columns)
    {
        TVector scales = TLanes.All(scale);
        for (int j = 0; j < columns; j += TLanes.Count)
            TLanes.Store(TLanes.MultiplyAdd(scales, TLanes.Load(values + j), TLanes.Load(sum + j)), sum + j);
    }
}
