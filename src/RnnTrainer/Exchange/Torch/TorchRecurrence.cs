using RnnTrainer.Network;
using TorchSharp.Modules;
using static TorchSharp.torch;
using PackedSequence = TorchSharp.torch.nn.utils.rnn.PackedSequence;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// Equal recurrent layers as one of TorchSharp's modules: from sequences [batch, time steps, inputs], as they are or packed, to
/// states [batch, time steps, directions x units] and last states [layers x directions, batch, units].
/// </summary>
/// <param name="Module">The module.</param>
/// <param name="Run">Runs it on sequences of one length.</param>
/// <param name="RunPacked">Runs it on sequences of different lengths.</param>
internal sealed record TorchRecurrence(
    nn.Module Module, Func<Tensor, (Tensor States, Tensor Last)> Run, Func<PackedSequence, (PackedSequence States, Tensor Last)> RunPacked)
{
    /// <param name="layer">What each layer is.</param>
    /// <param name="inputs">Inputs of the lowest.</param>
    /// <param name="layers">How many there are.</param>
    /// <param name="dropout">The share of values between them that training sets to zero.</param>
    public static TorchRecurrence Of(LayerSpec layer, int inputs, int layers, double dropout) => layer.Cell switch
    {
        RnnCell.Rnn => Of(nn.RNN(inputs, layer.Size, layers, NonLinearity(layer.Activation), batchFirst: true, dropout: dropout,
            bidirectional: layer.Bidirectional)),
        RnnCell.Lstm => Of(nn.LSTM(inputs, layer.Size, layers, batchFirst: true, dropout: dropout, bidirectional: layer.Bidirectional)),
        RnnCell.Gru => Of(nn.GRU(inputs, layer.Size, layers, batchFirst: true, dropout: dropout, bidirectional: layer.Bidirectional)),
    };

    private static nn.NonLinearities NonLinearity(RnnActivation activation) => activation switch
    {
        RnnActivation.Tanh => nn.NonLinearities.Tanh,
        RnnActivation.Relu => nn.NonLinearities.ReLU,
    };

    private static TorchRecurrence Of(RNN module) => new(module, input => module.call(input), packed => module.call(packed));

    private static TorchRecurrence Of(GRU module) => new(module, input => module.call(input), packed => module.call(packed));

    private static TorchRecurrence Of(LSTM module)
    {
        return new(module, Run, RunPacked);

        (Tensor, Tensor) Run(Tensor input)
        {
            (Tensor states, Tensor last, _) = module.call(input);
            return (states, last);
        }

        (PackedSequence, Tensor) RunPacked(PackedSequence packed)
        {
            (PackedSequence states, Tensor last, _) = module.call(packed);
            return (states, last);
        }
    }
}
