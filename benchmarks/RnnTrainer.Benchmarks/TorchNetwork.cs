using TorchSharp.Modules;
using static TorchSharp.torch;
using PackedSequence = TorchSharp.torch.nn.utils.rnn.PackedSequence;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// The network as a TorchSharp user writes it: [batch, time steps, input] and, where sequences differ in length, their valid
/// steps [batch], to outputs [batch, outputs], or where each step has an answer [batch, time steps, outputs].
/// </summary>
internal sealed class TorchNetwork : nn.Module<Tensor, Tensor?, Tensor>
{
    private readonly NetworkForm form;
    private readonly bool returnSequences;
    private readonly nn.Module recurrent;
    private readonly Linear? attention; // of a step's state to its score
    private readonly Linear head;

    public TorchNetwork(NetworkForm form, DigitTask task) : base("network")
    {
        this.form = form;
        returnSequences = task.ReturnSequences;
        (int inputs, int hidden, int layers, bool isBidirectional) = (Digits.InputSize, form.HiddenSize, form.Layers, form.Bidirectional);
        recurrent = form.RecurrentDropout > 0 ? new TorchCells(form) : form.Cell switch
        {
            RnnCell.Rnn => nn.RNN(inputs, hidden, layers, batchFirst: true, bidirectional: isBidirectional),
            RnnCell.Lstm => nn.LSTM(inputs, hidden, layers, batchFirst: true, bidirectional: isBidirectional),
            RnnCell.Gru => nn.GRU(inputs, hidden, layers, batchFirst: true, bidirectional: isBidirectional),
        };
        int states = form.HiddenSize * (form.Bidirectional ? 2 : 1);
        attention = form.Pooling == RnnPooling.Attention ? nn.Linear(states, 1, hasBias: false) : null;
        head = nn.Linear(states, task.Outputs);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, Tensor? lengths)
    {
        Tensor features = lengths is null ? Features(input) : Joined(LastStates(input, lengths));
        return head.call(form.Dropout > 0 ? nn.functional.dropout(features, form.Dropout, training) : features);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            recurrent.Dispose();
            attention?.Dispose();
            head.Dispose();
        }
        base.Dispose(disposing);
    }

    // Of last states, the other usual way, output[:, -1], gives the same (of the forward direction) and costs more: its gradient has
    // all time steps.
    private Tensor Features(Tensor input)
    {
        (Tensor states, Tensor last) = Run(input); // [batch, time steps, states], [layers x directions, batch, hidden]
        return (returnSequences ? RnnPooling.None : form.Pooling) switch
        {
            RnnPooling.None => states,
            RnnPooling.Last => Joined(last),
            RnnPooling.Mean => states.mean([1]),
            RnnPooling.Max => states.amax([1]),
            RnnPooling.Attention => nn.functional.softmax(attention!.call(states), 1).mul(states).sum(1),
        };
    }

    private Tensor Joined(Tensor last) => form.Bidirectional ? cat([last[^2], last[^1]], 1) : last[^1];

    private (Tensor States, Tensor Last) Run(Tensor input)
    {
        switch (recurrent)
        {
            case LSTM lstm:
                (Tensor states, Tensor last, _) = lstm.call(input);
                return (states, last);
            case GRU gru:
                return gru.call(input);
            case TorchCells cells:
                return cells.call(input);
            default:
                return ((RNN)recurrent).call(input);
        }
    }

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
