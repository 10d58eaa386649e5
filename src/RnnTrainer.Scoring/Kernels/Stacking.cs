using System.Numerics.Tensors;

namespace RnnTrainer.Kernels;

/// <summary>
/// What passes between the layers of a stack: the states of both directions, side by side, become the inputs of the layer above,
/// each at its own time, and the gradient comes back the same way.
/// </summary>
internal static class Stacking
{
    /// <summary>Gives a layer's states after a step to the layer above.</summary>
    public static void PassUp(RnnWorkspace workspace, int layer, int direction, int step)
    {
        PackedRows packed = workspace.Packed;
        DirectionWorkspace from = workspace.Of(layer, direction);
        int directionsAbove = workspace.Layout.Layers[layer + 1].Directions, place = direction * workspace.Layout.Layers[layer].HiddenSize;
        for (int rank = 0; rank < packed.Active(step); rank++)
        {
            ReadOnlySpan<float> hidden = from.Hidden(packed, step, rank);
            for (int above = 0; above < directionsAbove; above++)
                hidden.CopyTo(workspace.Of(layer + 1, above).Input(packed, StepOf(packed, rank, step, above != direction), rank)[place..]);
        }
    }

    /// <summary>Gives the gradient by the inputs of a step back to the layer below.</summary>
    public static void PassDown(RnnWorkspace workspace, int layer, int direction, int step)
    {
        PackedRows packed = workspace.Packed;
        DirectionWorkspace from = workspace.Of(layer, direction);
        LayerLayout own = workspace.Layout.Layers[layer], below = workspace.Layout.Layers[layer - 1];
        for (int rank = 0; rank < packed.Active(step); rank++)
        {
            Span<float> gradient = from.InputGradient.Span.Slice(rank * own.InputStride, own.InputSize);
            if (workspace.Dropout > 0)
                Drop(workspace, gradient, layer, direction, step, rank, workspace.Dropout);
            for (int to = 0; to < below.Directions; to++)
            {
                int place = (packed.Start(StepOf(packed, rank, step, to != direction)) + rank) * below.HiddenStride;
                Span<float> sum = workspace.Of(layer - 1, to).OutputGradient.Span.Slice(place, below.HiddenSize);
                TensorPrimitives.Add(sum, gradient.Slice(to * below.HiddenSize, below.HiddenSize), sum);
            }
        }
    }

    /// <summary>Prepares a layer for the gradients that <see cref="PassDown"/> adds up.</summary>
    public static void ClearOutputGradient(RnnWorkspace workspace, int layer)
    {
        for (int direction = 0; direction < workspace.Layout.Layers[layer].Directions; direction++)
            workspace.Of(layer, direction).OutputGradient.Span.Clear();
    }

    /// <summary>Applies dropout to a layer's inputs: the same for both directions.</summary>
    public static void DropInputs(RnnWorkspace workspace, int layer, float rate)
    {
        PackedRows packed = workspace.Packed;
        DirectionWorkspace forward = workspace.Of(layer, 0);
        for (int step = 0; step < packed.Steps; step++)
        {
            for (int rank = 0; rank < packed.Active(step); rank++)
            {
                Span<float> input = forward.Input(packed, step, rank);
                Drop(workspace, input, layer, 0, step, rank, rate);
                if (workspace.Layout.Layers[layer].Directions == 2)
                    input.CopyTo(workspace.Of(layer, 1).Input(packed, StepOf(packed, rank, step, isOtherDirection: true), rank));
            }
        }
    }

    /// <summary>Applies dropout to the head's inputs, or to the gradient by them.</summary>
    public static void DropPooled(RnnWorkspace workspace, AlignedBuffer values, int offset, float rate)
    {
        RnnLayout layout = workspace.Layout;
        for (int step = 0; step < workspace.HeadSteps; step++)
        {
            for (int rank = 0; rank < workspace.Packed.Active(step); rank++)
            {
                Dropout.Apply(values.Span.Slice(workspace.HeadRow(step, rank) * layout.PooledStride + offset, layout.PooledSize),
                    Dropout.Key(workspace.DropoutKeys[rank], layout.Layers.Count, step), rate);
            }
        }
    }

    private static void Drop(RnnWorkspace workspace, Span<float> values, int layer, int direction, int step, int rank, float rate)
    {
        int time = StepOf(workspace.Packed, rank, step, direction == 1);
        Dropout.Apply(values, Dropout.Key(workspace.DropoutKeys[rank], layer, time), rate);
    }

    // The step at which a layer of the other direction meets the same moment.
    private static int StepOf(PackedRows packed, int rank, int step, bool isOtherDirection) =>
        isOtherDirection ? packed.Length(rank) - 1 - step : step;
}
