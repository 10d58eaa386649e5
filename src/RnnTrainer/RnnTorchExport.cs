using RnnTrainer.Exchange.Torch;

namespace RnnTrainer;

/// <summary>Converts a trained network to a TorchSharp module.</summary>
/// <example>
/// <code>
/// using var module = network.ToTorchModule();     // parameters under PyTorch's names; needs a backend such as TorchSharp-cpu
/// </code>
/// </example>
public static class RnnTorchExport
{
    /// <summary>
    /// Loads TorchSharp's native library now, rather than when it is first needed. Loading takes about half a second, which another thread
    /// can spend while this one reads data or trains. Further calls do nothing.
    /// </summary>
    /// <exception cref="RnnNativeBackendException">
    /// TorchSharp's native library does not load; the message says why and what to do.
    /// </exception>
    public static void LoadNativeBackend() => NativeBackend.Load();

    /// <summary>Converts the network to a TorchSharp module in evaluation mode. The caller must dispose it.</summary>
    /// <param name="network">The trained network.</param>
    /// <exception cref="RnnNativeBackendException">
    /// TorchSharp's native library does not load; the message says why and what to do.
    /// </exception>
    /// <remarks>
    /// <para>
    /// The input is [batch, time steps, input size], or token ids [batch, time steps]; the output is [batch, outputs], or
    /// [batch, time steps, outputs] with outputs at each step. Outputs are logits of classes or of <see langword="true"/>, as PyTorch's
    /// losses expect; numbers in the label's unit; or quantiles, ascending.
    /// </para>
    /// <para>
    /// Parameters have PyTorch's names: <c>embedding.weight</c> for tokens, <c>rnn.weight_ih_l0</c>, <c>rnn.weight_hh_l0</c>,
    /// <c>rnn.bias_ih_l0</c>, <c>rnn.bias_hh_l0</c> (zero except for a GRU) and so on, <c>attention.weight</c> with
    /// <see cref="RnnPooling.Attention"/>, <c>head.weight</c> and <c>head.bias</c>.
    /// </para>
    /// <para>
    /// The module takes the same inputs as <c>Transform</c>: it includes normalization, with the buffers <c>input.offset</c> and
    /// <c>input.scale</c> (float64) if <see cref="RnnModel.InputOffsets"/> has any, and blocks of steps
    /// (<see cref="RnnModel.BlockSteps"/>), with the buffer <c>input.mean</c>, [inputs], if that is not 0.
    /// </para>
    /// </remarks>
    public static TorchSharp.torch.nn.Module<TorchSharp.torch.Tensor, TorchSharp.torch.Tensor> ToTorchModule(this RnnTransformer network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return TorchExport.ToModule(network.Model);
    }
}
