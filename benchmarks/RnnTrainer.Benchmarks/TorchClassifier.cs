using TorchSharp.Modules;
using static TorchSharp.torch;
using PackedSequence = TorchSharp.torch.nn.utils.rnn.PackedSequence;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The network as a TorchSharp user writes it: [batch, time steps, input] and, where sequences differ in length, their valid
/// steps [batch], to logits [batch, classes].
/// </summary>
internal sealed class TorchClassifier : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly bool isBidirectional;
    private readonly nn.Module recurrent;
    private readonly Linear head;

    public TorchClassifier(NetworkForm form) : base("classifier")
    {
        isBidirectional = form.Bidirectional;
        recurrent = form.Cell switch
        {
            RnnCell.Lstm => nn.LSTM(Digits.InputSize, form.HiddenSize, form.Layers, batchFirst: true, bidirectional: isBidirectional),
            RnnCell.Gru => nn.GRU(Digits.InputSize, form.HiddenSize, form.Layers, batchFirst: true, bidirectional: isBidirectional),
            _ => nn.RNN(Digits.InputSize, form.HiddenSize, form.Layers, batchFirst: true, bidirectional: isBidirectional),
        };
        head = nn.Linear(form.HiddenSize * (isBidirectional ? 2 : 1), Digits.ClassCount);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor? lengths)
    {
        // The other usual way, output[:, -1], gives the same state (of the forward direction) and costs more: its gradient has all
        // time steps.
        Tensor last = lengths is null ? LastStates(input) : LastStates(input, lengths); // [layers x directions, batch, hidden]
        return head.call(isBidirectional ? cat([last[^2], last[^1]], 1) : last[^1]);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            recurrent.Dispose();
            head.Dispose();
        }
        base.Dispose(disposing);
    }

    private Tensor LastStates(Tensor input) => recurrent switch
    {
        LSTM lstm => lstm.call(input).Item2,
        GRU gru => gru.call(input).Item2,
        _ => ((RNN)recurrent).call(input).Item2,
    };

    private Tensor LastStates(Tensor input, Tensor lengths)
    {
        using PackedSequence packed = nn.utils.rnn.pack_padded_sequence(input, lengths, batch_first: true, enforce_sorted: false);
        switch (recurrent)
        {
            case LSTM lstm:
                (PackedSequence states, Tensor last, _) = lstm.call(packed);
                states.Dispose();
                return last;
            case GRU gru:
                (states, last) = gru.call(packed);
                states.Dispose();
                return last;
            default:
                (states, last) = ((RNN)recurrent).call(packed);
                states.Dispose();
                return last;
        }
    }
}
