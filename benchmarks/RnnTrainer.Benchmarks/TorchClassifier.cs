using TorchSharp.Modules;
using static TorchSharp.torch;

namespace RnnTrainer.Benchmarks;

/// <summary>The network as a TorchSharp user writes it: [batch, time steps, input] to logits [batch, classes].</summary>
internal sealed class TorchClassifier : nn.Module<Tensor, Tensor>
{
    private readonly RNN rnn;
    private readonly Linear head;

    public TorchClassifier(int hiddenSize) : base("classifier")
    {
        rnn = nn.RNN(Digits.InputSize, hiddenSize, batchFirst: true);
        head = nn.Linear(hiddenSize, Digits.ClassCount);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        // The other usual way, output[:, -1], gives the same state and costs more: its gradient has all time steps.
        (_, Tensor last) = rnn.call(input); // [1, batch, hidden]
        return head.call(last[0]);
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
}
