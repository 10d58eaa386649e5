using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Torch;

/// <summary>
/// The network as a TorchSharp module: [batch, time steps, input] to logits [batch, classes]. Its parameters have
/// PyTorch's names (<c>rnn.weight_ih_l0</c>, ..., <c>head.weight</c>, <c>head.bias</c>). Where libtorch's second bias could be
/// added to the first (SimpleRNN and LSTM), <c>rnn.bias_hh_...</c> is zero and frozen.
/// </summary>
internal sealed class RnnModule : nn.Module<Tensor, Tensor>
{
    private readonly NetworkSpec spec;
    private readonly float dropout;
    private readonly nn.Module rnn;
    private readonly TorchSharp.Modules.Linear head;

    public RnnModule(NetworkSpec spec, float dropout = 0) : base("rnn_classifier")
    {
        this.spec = spec;
        this.dropout = dropout;

        // Both constructors draw weights from the process-wide generator.
        using (TorchProcess.Borrow())
        {
            // libtorch warns of dropout without a second layer, where it has no meaning.
            rnn = CreateRecurrent(spec, spec.Layers.Count > 1 ? dropout : 0);
            head = nn.Linear(spec.PooledSize, spec.Head.Outputs);
        }
        RegisterComponents();

        if (spec.Top.Form.HasRecurrentBias)
            return;
        foreach ((string name, TorchSharp.Modules.Parameter bias) in rnn.named_parameters())
        {
            if (!name.StartsWith("bias_hh", StringComparison.Ordinal))
                continue;
            using (no_grad())
                bias.zero_();
            bias.requires_grad = false;
        }
    }

    public override Tensor forward(Tensor input) => Logits(input, null);

    /// <summary>Logits of sequences of different lengths.</summary>
    /// <param name="input">[batch, time steps, input].</param>
    /// <param name="lengths">[batch], whole numbers on the CPU: the valid steps of each; null: all.</param>
    public Tensor Logits(Tensor input, Tensor? lengths)
    {
        using DisposeScope scope = NewDisposeScope();
        (Tensor states, Tensor last) = lengths is null ? Run(input) : RunPacked(input, lengths);
        List<Tensor> pooled = [];
        if (spec.Pooling.HasFlag(RnnPooling.Last))
        {
            Tensor top = last.narrow(0, (spec.Layers.Count - 1) * spec.Top.Directions, spec.Top.Directions); // [directions, batch, hidden]
            pooled.Add(top.transpose(0, 1).reshape(input.shape[0], -1));
        }
        Tensor? invalid = lengths is null ? null : arange(input.shape[1]).unsqueeze(0).ge(lengths.unsqueeze(1)).unsqueeze(2).to(input.device); // [batch, time steps, 1]
        if (spec.Pooling.HasFlag(RnnPooling.Mean))
            pooled.Add(lengths is null ? states.mean([1]) : states.masked_fill(invalid!, 0).sum(1).div(lengths.unsqueeze(1).to(input.device)));
        if (spec.Pooling.HasFlag(RnnPooling.Max))
            pooled.Add((invalid is null ? states : states.masked_fill(invalid, double.NegativeInfinity)).amax([1]));

        Tensor features = pooled.Count == 1 ? pooled[0] : cat(pooled, 1); // [batch, pooled]
        if (dropout > 0)
            features = nn.functional.dropout(features, dropout, training);
        return head.call(features).MoveToOuterDisposeScope();
    }

    /// <summary>The trained parameters, in <see cref="ParameterLayout"/>'s order, each with its place in the flat vector.</summary>
    public IEnumerable<(Tensor Parameter, Range Place)> PlacedParameters()
    {
        Dictionary<string, TorchSharp.Modules.Parameter> own = named_parameters().ToDictionary(named => named.name, named => named.parameter);
        return new ParameterLayout(spec).Select(parameter => ((Tensor)own[parameter.Name], parameter.Place));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            rnn.Dispose();
            head.Dispose();
        }
        base.Dispose(disposing);
    }

    private static nn.Module CreateRecurrent(NetworkSpec spec, double dropout)
    {
        (int inputs, LayerSpec layer, int layers) = (spec.Input.Size, spec.Top, spec.Layers.Count);
        return layer.Cell switch
        {
            RnnCell.Rnn => nn.RNN(inputs, layer.Size, layers, NonLinearity(layer.Activation), batchFirst: true, dropout: dropout, bidirectional: layer.Bidirectional),
            RnnCell.Lstm => nn.LSTM(inputs, layer.Size, layers, batchFirst: true, dropout: dropout, bidirectional: layer.Bidirectional),
            RnnCell.Gru => nn.GRU(inputs, layer.Size, layers, batchFirst: true, dropout: dropout, bidirectional: layer.Bidirectional),
        };
    }

    private static nn.NonLinearities NonLinearity(RnnActivation activation) => activation switch
    {
        RnnActivation.Tanh => nn.NonLinearities.Tanh,
        RnnActivation.Relu => nn.NonLinearities.ReLU,
    };

    // States [batch, time steps, directions x hidden], last states [layers x directions, batch, hidden].
    private (Tensor States, Tensor Last) Run(Tensor input)
    {
        switch (rnn)
        {
            case TorchSharp.Modules.LSTM lstm:
                (Tensor states, Tensor last, _) = lstm.call(input);
                return (states, last);
            case TorchSharp.Modules.GRU gru:
                return gru.call(input);
            default:
                return ((TorchSharp.Modules.RNN)rnn).call(input);
        }
    }

    private (Tensor States, Tensor Last) RunPacked(Tensor input, Tensor lengths)
    {
        nn.utils.rnn.PackedSequence packed = nn.utils.rnn.pack_padded_sequence(input, lengths, batch_first: true, enforce_sorted: false), output;
        Tensor last;
        switch (rnn)
        {
            case TorchSharp.Modules.LSTM lstm:
                (output, last, _) = lstm.call(packed);
                break;
            case TorchSharp.Modules.GRU gru:
                (output, last) = gru.call(packed);
                break;
            default:
                (output, last) = ((TorchSharp.Modules.RNN)rnn).call(packed);
                break;
        }
        (Tensor states, _) = nn.utils.rnn.pad_packed_sequence(output, batch_first: true, total_length: input.shape[1]);
        return (states, last);
    }
}
