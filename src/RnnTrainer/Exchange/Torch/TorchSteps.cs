using RnnTrainer.Network;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// The recurrent layers step by step, for recurrent dropout, which libtorch's layers do not have: where a product takes h(t-1) it gets
/// m·h(t-1), with one mask m for all steps of a sequence. What does not go through a product, as GRU's σ(z)·h(t-1) and LSTM's c(t-1),
/// is not masked, nor is h(t) for the layer above.
/// </summary>
/// <param name="network">The network.</param>
/// <param name="layout">Its parameters.</param>
/// <param name="parameters">Their tensors.</param>
/// <param name="masks">For each layer and direction, [batch, units].</param>
internal sealed class TorchSteps(
    NetworkSpec network, ParameterLayout layout, IReadOnlyDictionary<Parameter, Tensor> parameters, IReadOnlyList<Tensor> masks)
{
    /// <param name="input">[batch, time steps, inputs].</param>
    /// <param name="padding">[batch, time steps, 1]: whether a step is beyond its sequence; null: none is.</param>
    /// <param name="drop">Dropout between layers.</param>
    /// <returns>The top layer's states [batch, time steps, directions x units], and its last ones [directions, batch, units].</returns>
    public (Tensor States, Tensor Last) Run(Tensor input, Tensor? padding, Func<Tensor, Tensor> drop)
    {
        (Tensor states, Tensor last, int place) = (input, input, 0);
        for (int l = 0; l < network.Layers.Count; l++)
        {
            Tensor from = l == 0 ? states : drop(states);
            (Tensor States, Tensor Last)[] directions = [.. Enumerable.Range(0, network.Layers[l].Directions)
                .Select(direction => Run(from, padding, l, direction, masks[place++]))];
            states = cat([.. directions.Select(direction => direction.States)], 2);
            last = stack(directions.Select(direction => direction.Last), 0);
        }
        return (states, last);
    }

    private (Tensor States, Tensor Last) Run(Tensor input, Tensor? padding, int l, int direction, Tensor mask)
    {
        LayerSpec layer = network.Layers[l];
        Tensor Of(ParameterRole role) => parameters[layout[role, l, direction]];
        Tensor recurrent = Of(ParameterRole.RecurrentWeights);
        Tensor? bias = layer.Form.HasRecurrentBias ? Of(ParameterRole.RecurrentBias) : null;
        Tensor byInput = nn.functional.linear(
            input, Of(ParameterRole.InputWeights), Of(ParameterRole.InputBias)); // [batch, time steps, gates x units]
        Tensor[] states = new Tensor[(int)input.shape[1]];
        Tensor last = zeros_like(mask), memory = zeros_like(mask);
        for (int i = 0; i < states.Length; i++)
        {
            int t = direction == 0 ? i : states.Length - 1 - i;
            Tensor byState = nn.functional.linear(last * mask, recurrent, bias);
            (Tensor state, Tensor kept) = Step(layer, byInput.select(1, t), byState, last, memory);
            Tensor? isOver = padding?.select(1, t);
            last = isOver is null ? state : where(isOver, last, state);
            memory = isOver is null ? kept : where(isOver, memory, kept);
            states[t] = isOver is null ? state : state.masked_fill(isOver, 0);
        }
        return (stack(states, 1), last);
    }

    // From the two sides of the gates' sums, [batch, gates x units], to h(t) and the rest of the cell's state.
    private static (Tensor State, Tensor Memory) Step(LayerSpec layer, Tensor byInput, Tensor byState, Tensor last, Tensor memory) =>
        layer.Cell switch
        {
            RnnCell.Rnn => (Activate(layer.Activation, byInput + byState), memory),
            RnnCell.Lstm => Lstm((byInput + byState).chunk(4, 1), memory),
            RnnCell.Gru => (Gru(byInput.chunk(3, 1), byState.chunk(3, 1), last), memory),
        };

    private static Tensor Activate(RnnActivation activation, Tensor sum) => activation switch
    {
        RnnActivation.Tanh => tanh(sum),
        RnnActivation.Relu => nn.functional.relu(sum),
    };

    // i, f, g, o.
    private static (Tensor State, Tensor Memory) Lstm(Tensor[] sums, Tensor memory)
    {
        Tensor kept = sigmoid(sums[1]) * memory + sigmoid(sums[0]) * tanh(sums[2]);
        return (sigmoid(sums[3]) * tanh(kept), kept);
    }

    // r, z, n.
    private static Tensor Gru(Tensor[] byInput, Tensor[] byState, Tensor last)
    {
        Tensor n = tanh(byInput[2] + sigmoid(byInput[0] + byState[0]) * byState[2]);
        return n + sigmoid(byInput[1] + byState[1]) * (last - n);
    }
}
