using RnnTrainer.Model;

namespace RnnTrainer.Onnx;

/// <summary>
/// A layer's weights as ONNX's recurrent operators want them: both directions one below the other, the gates of an LSTM in the
/// order i, o, f, c (the model has i, f, g = c, o), those of a GRU in the order z, r, h (the model has r, z, n = h).
/// </summary>
internal sealed class OnnxWeights(RnnModel model)
{
    private readonly RnnShape shape = model.Shape;

    // Where each of ONNX's gates stands in the model.
    private int[] Gates => shape.Cell switch { RnnCell.Lstm => [0, 3, 1, 2], RnnCell.Gru => [1, 0, 2], _ => [0] };

    /// <summary>W, [directions, gates x hidden, inputs].</summary>
    public float[] Input(int layer) => [.. Directions.SelectMany(direction => Reordered("weight_ih", layer, direction))];

    /// <summary>R, [directions, gates x hidden, hidden].</summary>
    public float[] Recurrent(int layer) => [.. Directions.SelectMany(direction => Reordered("weight_hh", layer, direction))];

    /// <summary>B, [directions, 2 x gates x hidden]: biases of the inputs, then of the states, which are zero but for a GRU.</summary>
    public float[] Bias(int layer) => [.. Directions.SelectMany(direction => Reordered("bias_ih", layer, direction).Concat(
        shape.HasRecurrentBias ? Reordered("bias_hh", layer, direction) : new float[shape.Gates * shape.HiddenSize]))];

    private IEnumerable<int> Directions => Enumerable.Range(0, shape.Directions);

    private float[] Reordered(string kind, int layer, int direction)
    {
        ReadOnlySpan<float> values = model.GetParameter($"rnn.{kind}{RnnShape.Suffix(layer, direction)}");
        int size = values.Length / shape.Gates;
        float[] reordered = new float[values.Length];
        for (int i = 0; i < Gates.Length; i++)
            values.Slice(Gates[i] * size, size).CopyTo(reordered.AsSpan(i * size));
        return reordered;
    }
}
