using RnnTrainer.Exchange.Torch;

namespace RnnTrainer;

/// <summary>A trained network as a TorchSharp module.</summary>
/// <example>
/// <code>
/// using var module = network.ToTorchModule();     // parameters under PyTorch's names; needs a backend such as TorchSharp-cpu
/// </code>
/// </example>
public static class RnnTorchExport
{
    /// <summary>
    /// Loads TorchSharp's native library now, rather than when it is first needed: it takes about half a second, which another
    /// thread can spend while this one reads or trains. Further calls do nothing.
    /// </summary>
    /// <exception cref="RnnNativeBackendException">
    /// TorchSharp's native library does not load; the message says why and what to do.
    /// </exception>
    public static void LoadNativeBackend() => NativeBackend.Load();

    /// <summary>
    /// The same network as a TorchSharp module in evaluation mode: input [batch, time steps, input size], or of tokens whole numbers
    /// [batch, time steps]; output [batch, outputs], or where outputs come at each step [batch, time steps, outputs]. They are logits, of
    /// classes or of yes, which PyTorch's losses want; numbers in the label's unit; or quantiles, ascending. Its parameters have
    /// PyTorch's names: <c>embedding.weight</c> where tokens are read, <c>rnn.weight_ih_l0</c>, <c>rnn.weight_hh_l0</c>,
    /// <c>rnn.bias_ih_l0</c>, <c>rnn.bias_hh_l0</c> (zero but for a GRU) and so on, <c>attention.weight</c> with
    /// <see cref="RnnPooling.Attention"/>, <c>head.weight</c>, <c>head.bias</c>. It takes inputs as <c>Transform</c> does: normalization
    /// is part of it, with the buffers <c>input.offset</c> and <c>input.scale</c> (float64) where <see cref="RnnModel.InputOffsets"/> has
    /// any, and so are blocks of steps (<see cref="RnnModel.BlockSteps"/>), with <c>input.mean</c>, [inputs], where that is not 0. It is
    /// the caller's to dispose.
    /// </summary>
    /// <param name="network">The trained network.</param>
    /// <exception cref="RnnNativeBackendException">
    /// TorchSharp's native library does not load; the message says why and what to do.
    /// </exception>
    public static TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> ToTorchModule(this RnnTransformer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return TorchExport.ToModule(network.Model);
    }
}
