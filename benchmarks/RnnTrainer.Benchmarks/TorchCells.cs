using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>
/// One layer of one direction with recurrent dropout, which TorchSharp's recurrent modules do not have: a user calls the cell step by
/// step, with one mask for the states of each sequence. [batch, time steps, input] to states [batch, time steps, hidden] and last states
/// [1, batch, hidden].
/// </summary>
internal sealed class TorchCells : nn.Module<Tensor, (Tensor States, Tensor Last)>
{
    private readonly int hiddenSize;
    private readonly double dropout;
    private readonly nn.Module cell;

    public TorchCells(NetworkForm form) : base("cells")
    {
        (hiddenSize, dropout) = (form.HiddenSize, form.RecurrentDropout);
        cell = form.Cell switch
        {
            RnnCell.Rnn => nn.RNNCell(Digits.InputSize, hiddenSize),
            RnnCell.Lstm => nn.LSTMCell(Digits.InputSize, hiddenSize),
            RnnCell.Gru => nn.GRUCell(Digits.InputSize, hiddenSize),
        };
        RegisterComponents();
    }

    public override (Tensor States, Tensor Last) forward(Tensor input)
    {
        Tensor state = zeros(input.shape[0], hiddenSize), memory = state;
        Tensor mask = nn.functional.dropout(ones(input.shape[0], hiddenSize), dropout, training);
        Tensor[] steps = input.unbind(1), states = new Tensor[steps.Length];
        for (int step = 0; step < steps.Length; step++)
        {
            Tensor before = state * mask;
            switch (cell)
            {
                case LSTMCell lstm:
                    (state, memory) = lstm.call(steps[step], (before, memory));
                    break;
                case GRUCell gru:
                    state = gru.call(steps[step], before);
                    break;
                default:
                    state = ((RNNCell)cell).call(steps[step], before);
                    break;
            }
            states[step] = state;
        }
        return (stack(states, 1), state.unsqueeze(0));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            cell.Dispose();
        base.Dispose(disposing);
    }
}
