using RnnTrainer.Values;

namespace RnnTrainer.Network;

/// <summary>A cell as other frameworks know it, whose gates may stand in another order than ours, which is PyTorch's.</summary>
/// <param name="Torch">Its module in <c>torch.nn</c>.</param>
/// <param name="Keras">Its layer in Keras.</param>
/// <param name="KerasGates">For each of our gates, Keras's place of it.</param>
/// <param name="Onnx">ONNX's operator.</param>
/// <param name="OnnxGates">For each of ONNX's gates, our place of it.</param>
internal sealed record CellNames(string Torch, string Keras, ValueList<int> KerasGates, string Onnx, ValueList<int> OnnxGates)
{
    /// <summary>
    /// ONNX's attribute: whether a GRU's reset comes after the recurrent product, n = tanh(.. + r·(W·h + b)), as in training.
    /// </summary>
    public bool HasLinearBeforeReset { get; init; }
}
