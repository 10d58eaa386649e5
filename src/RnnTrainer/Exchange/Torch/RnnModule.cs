using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// The network as a TorchSharp module: [batch, time steps, input] to [batch, outputs], or where outputs come at each step
/// [batch, time steps, outputs]: logits, numbers, or quantiles in order. Tokens are whole numbers, [batch, time steps]. Its parameters
/// have PyTorch's names (<c>embedding.weight</c>, <c>rnn.weight_ih_l0</c>, ..., <c>attention.weight</c>, <c>highway.weight</c>,
/// <c>head.weight</c>, <c>head.bias</c>); its part <c>input</c>, if any, makes of numbers what the first layer reads. Where libtorch's
/// second bias could be added to the first (SimpleRNN and LSTM), <c>rnn.bias_hh_...</c> is zero and frozen.
/// </summary>
internal sealed class RnnModule : nn.Module<Tensor, Tensor>
{
    private readonly NetworkSpec spec;
    private readonly ParameterLayout layout;
    private readonly float dropout;
    private readonly InputModule? input;
    private readonly TorchSharp.Modules.Embedding? embedding;
    private readonly TorchSharp.Modules.ModuleList<TorchSharp.Modules.Embedding>? categories;
    private readonly TorchRecurrence[] recurrences; // one of all layers, or where they differ one of each
    private readonly nn.Module rnn;
    private readonly TorchSharp.Modules.Linear? attention; // of each step's state to its score
    private readonly TorchSharp.Modules.Linear? highway; // from all that the network reads of a sequence to numbers
    private readonly TorchSharp.Modules.Linear head;
    private readonly Dictionary<Parameter, Tensor> own = []; // as registered: they are not told apart once they are views of one vector

    public RnnModule(NetworkSpec spec, float dropout = 0) : base("rnn_network")
    {
        this.spec = spec;
        this.dropout = dropout;
        layout = new ParameterLayout(spec);
        input = InputModule.Of(spec.Input);

        // All constructors draw weights from the process-wide generator.
        using (TorchProcess.Borrow())
        {
            embedding = spec.Input.Embedding is { } table ? nn.Embedding(table.Tokens, table.Size) : null;
            categories = spec.Input.Categories.Count == 0 ? null
                : nn.ModuleList([.. spec.Input.Categories.Select(category => nn.Embedding(category.Rows, category.Size))]);
            // libtorch warns of dropout without a second layer, where it has no meaning.
            recurrences = spec.HasEqualLayers
                ? [TorchRecurrence.Of(spec.Top, spec.InputsOf(0), spec.Layers.Count, spec.Layers.Count > 1 ? dropout : 0)]
                : [.. spec.Layers.Select((layer, l) => TorchRecurrence.Of(layer, spec.InputsOf(l), layers: 1, dropout: 0))];
            attention = spec.Pooling.HasFlag(RnnPooling.Attention) ? nn.Linear(spec.Top.Outputs, 1, hasBias: false) : null;
            highway = spec.Highway is { } past ? nn.Linear(past.Inputs, past.Numbers, hasBias: false) : null;
            head = nn.Linear(spec.PooledSize, spec.Head.Outputs);
        }
        rnn = recurrences is [TorchRecurrence only] ? only.Module : nn.ModuleList([.. recurrences.Select(recurrence => recurrence.Module)]);
        RegisterComponents();
        Dictionary<string, TorchSharp.Modules.Parameter> named = named_parameters().ToDictionary(of => of.name, of => of.parameter);
        foreach (Parameter parameter in layout)
            own.Add(parameter, named[parameter.Name].DetachFromDisposeScope());
        FreezeFoldedBiases();
    }

    public override Tensor forward(Tensor sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor outputs = Outputs(input is null ? sequences : input.call(sequences), null);
        return Scored(outputs).MoveToOuterDisposeScope();
    }

    /// <summary>The linear layer's outputs for sequences of different lengths, as the first layer reads them, or of tokens.</summary>
    /// <param name="sequences">[batch, time steps, layer inputs]; tokens are whole numbers, [batch, time steps].</param>
    /// <param name="lengths">[batch], whole numbers on the CPU: the valid steps of each; null: all.</param>
    /// <param name="masks">Of recurrent dropout, for each layer and direction [batch, units]; null: it has none.</param>
    /// <param name="ofSequences">What each sequence is as a whole, whole numbers [batch, tables]; null: nothing is known.</param>
    public Tensor Outputs(Tensor sequences, Tensor? lengths, IReadOnlyList<Tensor>? masks = null, Tensor? ofSequences = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? valid = lengths?.unsqueeze(1).to(sequences.device); // [batch, 1]
        Tensor? padding = valid is null ? null
            : arange(sequences.shape[1]).to(sequences.device).unsqueeze(0).ge(valid).unsqueeze(2); // [batch, time steps, 1]
        Tensor inputs = WithCategories(embedding is null ? sequences : embedding.call(sequences.to(ScalarType.Int64)), ofSequences);
        (Tensor states, Tensor last) = masks is null ? RunLayers(inputs, lengths)
            : new TorchSteps(spec, layout, own, masks).Run(inputs, padding, Drop);
        Tensor[] pooled = [.. PoolingSummaries.Of(spec.Pooling).Select(summary => Summarize(summary, states, last, valid, padding))];
        Tensor features = pooled.Length == 1 ? pooled[0] : cat(pooled, 1); // [batch, pooled], or of each step
        Tensor outputs = head.call(Drop(features));
        Tensor sums = highway is null ? outputs
            : outputs.add(highway.call(sequences.flatten(1)).repeat_interleave(spec.Head.OutputsEach, dim: 1));
        return sums.MoveToOuterDisposeScope();
    }

    // What users get of the linear layer's outputs: logits, which PyTorch's own losses want, or numbers.
    private Tensor Scored(Tensor outputs) => spec.Head.Kind switch
    {
        RnnHead.Softmax or RnnHead.Sigmoid or RnnHead.Linear or RnnHead.LinearVector => outputs,
        RnnHead.Quantiles => outputs.reshape(-1, spec.Head.OutputsEach).sort(dim: -1).Values.reshape(outputs.shape),
    };

    /// <summary>The trained parameters, in <see cref="ParameterLayout"/>'s order, each with its place in the flat vector.</summary>
    public IEnumerable<(Tensor Parameter, Range Place)> PlacedParameters() =>
        layout.Select(parameter => (own[parameter], parameter.Place));

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (Tensor parameter in own.Values)
                parameter.Dispose();
            input?.Dispose();
            embedding?.Dispose();
            categories?.Dispose();
            rnn.Dispose();
            attention?.Dispose();
            highway?.Dispose();
            head.Dispose();
        }
        base.Dispose(disposing);
    }

    private Tensor Drop(Tensor values) => dropout > 0 ? nn.functional.dropout(values, dropout, training) : values;

    private (Tensor States, Tensor Last) RunLayers(Tensor input, Tensor? lengths)
    {
        (Tensor states, Tensor last) = (input, input);
        for (int i = 0; i < recurrences.Length; i++)
        {
            Tensor from = i == 0 ? states : Drop(states);
            (states, last) = lengths is null ? recurrences[i].Run(from) : RunPacked(recurrences[i], from, lengths);
        }
        return (states, last);
    }

    // The rows of the categories after the inputs of each step, [batch, time steps, layer inputs].
    private Tensor WithCategories(Tensor steps, Tensor? ofSequences)
    {
        if (categories is null)
            return steps;
        Tensor known = ofSequences ?? zeros(steps.shape[0], categories.Count, ScalarType.Int64, steps.device);
        Tensor rows = cat([.. categories.Select((table, number) => table.call(known.select(1, number)))], 1); // [batch, numbers]
        return cat([steps, rows.unsqueeze(1).expand(-1, steps.shape[1], -1)], 2);
    }

    private void FreezeFoldedBiases()
    {
        HashSet<string> folded = [.. layout.FoldedBiases];
        foreach ((string name, TorchSharp.Modules.Parameter bias) in rnn.named_parameters())
        {
            if (!folded.Contains(name))
                continue;
            using (no_grad())
                bias.zero_();
            bias.requires_grad = false;
        }
    }

    // Of states [batch, time steps, directions x hidden] and last ones [layers x directions, batch, hidden]: [batch, directions x hidden],
    // but of each step as many.
    private Tensor Summarize(RnnPooling summary, Tensor states, Tensor last, Tensor? valid, Tensor? padding) => summary switch
    {
        RnnPooling.None => states,
        RnnPooling.Last => last.narrow(0, last.shape[0] - spec.Top.Directions, spec.Top.Directions)
            .transpose(0, 1).reshape(states.shape[0], -1),
        RnnPooling.Mean when padding is not null => states.masked_fill(padding, 0).sum(1).div(valid!),
        RnnPooling.Mean => states.mean([1]),
        RnnPooling.Max => (padding is null ? states : states.masked_fill(padding, double.NegativeInfinity)).amax([1]),
        RnnPooling.Attention => Weigh(attention!.call(states), padding).mul(states).sum(1),
    };

    // Softmax of scores [batch, time steps, 1] over the valid steps.
    private static Tensor Weigh(Tensor scores, Tensor? padding) =>
        nn.functional.softmax(padding is null ? scores : scores.masked_fill(padding, double.NegativeInfinity), 1);

    private static (Tensor States, Tensor Last) RunPacked(TorchRecurrence recurrence, Tensor input, Tensor lengths)
    {
        (nn.utils.rnn.PackedSequence packed, Tensor last) =
            recurrence.RunPacked(nn.utils.rnn.pack_padded_sequence(input, lengths, batch_first: true, enforce_sorted: false));
        (Tensor states, _) = nn.utils.rnn.pad_packed_sequence(packed, batch_first: true, total_length: input.shape[1]);
        return (states, last);
    }
}
