using RnnTrainer.Network;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>A state that a sequence has between one call and the next, float [1, rows, size]: what comes in, and what goes out.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="IsOfCell">Whether it is the cell's own state c(t), and not h(t).</param>
/// <param name="Size">Units of the layer.</param>
internal sealed record OnnxState(int Layer, bool IsOfCell, int Size)
{
    private const string Cure = "leave IncludeStates false.";

    /// <summary>Name of what comes in: zeros before the first step.</summary>
    public string Input { get; } = $"{(IsOfCell ? 'c' : 'h')}{Layer}";

    /// <summary>Name of what goes out.</summary>
    public string Output => $"{Input}_next";

    /// <summary>What each layer of a network carries, from the bottom.</summary>
    /// <exception cref="NotSupportedException">Its layers carry not all that the next step depends on.</exception>
    public static IReadOnlyList<OnnxState> Of(NetworkSpec network)
    {
        if (network.Layers.Any(layer => layer.Bidirectional))
            throw new NotSupportedException($"This network also reads backward, so no state passes from step to step; {Cure}");
        if (network.HasHighway)
            throw new NotSupportedException($"This network has a highway, which reads all steps of a sequence at once; {Cure}");
        if (network.Pooling is not (RnnPooling.None or RnnPooling.Last))
        {
            throw new NotSupportedException($"The pooling {network.Pooling} needs more than the last states. Train with "
                + $"{nameof(RnnPooling)}.{nameof(RnnPooling.Last)}, or {Cure}");
        }
        if (network.Input.BlockSteps > 1 || network.Input.Normalization.IsOfSequence)
        {
            throw new NotSupportedException(
                $"This network reads blocks of steps or normalizes each sequence, which states do not cover; {Cure}");
        }
        return
        [
            .. from layer in Enumerable.Range(0, network.Layers.Count)
               from isOfCell in (bool[])(network.Layers[layer].Form.HasCellState ? [false, true] : [false])
               select new OnnxState(layer, isOfCell, network.Layers[layer].Size),
        ];
    }
}
