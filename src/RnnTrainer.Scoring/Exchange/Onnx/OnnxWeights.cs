using RnnTrainer.Network;
using RnnTrainer.Values;

namespace RnnTrainer.Exchange.Onnx;

/// <summary>
/// A layer's weights as ONNX's recurrent operators want them: both directions one below the other, the gates in
/// ONNX's order.
/// </summary>
/// <param name="model">The network.</param>
/// <param name="layer">The layer.</param>
internal sealed class OnnxWeights(RnnModel model, int layer)
{
    private readonly LayerSpec spec = model.Network.Layers[layer];
    private readonly ValueList<int> gates = model.Network.Layers[layer].Form.Names.OnnxGates;

    /// <summary>W, [directions, gates x hidden, inputs].</summary>
    public float[] Input => [.. Directions.SelectMany(direction => Reordered(ParameterRole.InputWeights, direction))];

    /// <summary>R, [directions, gates x hidden, hidden].</summary>
    public float[] Recurrent => [.. Directions.SelectMany(direction => Reordered(ParameterRole.RecurrentWeights, direction))];

    /// <summary>
    /// B, [directions, 2 x gates x hidden]: biases of the inputs, then of the states, which are zero but where a cell keeps them
    /// apart.
    /// </summary>
    public float[] Bias => [.. Directions.SelectMany(direction => Reordered(ParameterRole.InputBias, direction).Concat(
        spec.Form.HasRecurrentBias ? Reordered(ParameterRole.RecurrentBias, direction) : new float[gates.Count * spec.Size]))];

    private IEnumerable<int> Directions => Enumerable.Range(0, spec.Directions);

    private float[] Reordered(ParameterRole role, int direction)
    {
        ReadOnlySpan<float> values = model.Parameters[model.Layout[role, layer, direction].Place];
        int size = values.Length / gates.Count;
        float[] reordered = new float[values.Length];
        for (int i = 0; i < gates.Count; i++)
            values.Slice(gates[i] * size, size).CopyTo(reordered.AsSpan(i * size));
        return reordered;
    }
}
