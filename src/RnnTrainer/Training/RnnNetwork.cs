using RnnTrainer.Model;
using static TorchSharp.torch;

namespace RnnTrainer.Training;

/// <summary>
/// The network as a TorchSharp module: [batch, time steps, input] to logits [batch, classes]. Its parameters have
/// PyTorch's names (<c>rnn.weight_ih_l0</c>, <c>rnn.weight_hh_l0</c>, <c>rnn.bias_ih_l0</c>, <c>head.weight</c>,
/// <c>head.bias</c>); libtorch's second bias, <c>rnn.bias_hh_l0</c>, is zero and frozen.
/// </summary>
internal sealed class RnnNetwork : nn.Module<Tensor, Tensor>
{
    private readonly TorchSharp.Modules.RNN rnn;
    private readonly TorchSharp.Modules.Linear head;

    public RnnNetwork(RnnShape shape) : base("rnn_classifier")
    {
        // Both constructors draw weights from the process-wide generator; put it back as it was.
        using (Tensor generatorState = random.get_rng_state())
        {
            rnn = nn.RNN(shape.InputSize, shape.HiddenSize, batchFirst: true);
            head = nn.Linear(shape.HiddenSize, shape.ClassCount);
            random.set_rng_state(generatorState);
        }
        RegisterComponents();

        Tensor secondBias = rnn.get_parameter("bias_hh_l0")!;
        using (no_grad())
            secondBias.zero_();
        secondBias.requires_grad = false;
    }

    public override Tensor forward(Tensor input)
    {
        (Tensor output, Tensor last) = rnn.call(input); // [batch, time steps, hidden], [1, batch, hidden]
        output.Dispose();
        using (last)
        using (Tensor state = last.squeeze(0))
            return head.call(state);
    }

    /// <summary>The trained parameters, in <see cref="RnnShape"/>'s order, each with its place in the flat vector.</summary>
    public IEnumerable<(Tensor Parameter, Range Place)> Parameters(RnnShape shape) =>
    [
        (rnn.get_parameter("weight_ih_l0")!, shape.InputWeights),
        (rnn.get_parameter("weight_hh_l0")!, shape.RecurrentWeights),
        (rnn.get_parameter("bias_ih_l0")!, shape.Bias),
        (head.weight!, shape.HeadWeights),
        (head.bias!, shape.HeadBias),
    ];

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
