using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Exchange.Torch;
using RnnTrainer.Kernels;
using RnnTrainer.Network;
using RnnTrainer.Values;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Engines;

/// <summary>
/// The definition: libtorch's recurrent layers and autograd. Each batch borrows libtorch's thread count and random generator, on
/// which results depend, so that batches of several engines take turns; more than one thread makes small networks slower.
/// </summary>
internal sealed class TorchEngine : GradientEngine
{
    private readonly FlatNetwork network;
    private readonly BoundModule bound;
    private readonly EngineSettings settings;
    private readonly int threads;

    /// <summary>On the CPU, on the network itself.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch.</param>
    public TorchEngine(FlatNetwork network, EngineSettings settings, int threads)
        : this(network, settings, threads, device: null)
    {
    }

    /// <param name="network">The network.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="device">
    /// Where to compute, on a copy of the network that gets the parameters before each batch and gives its gradient back;
    /// null: on the CPU, on the network itself.
    /// </param>
    public TorchEngine(FlatNetwork network, EngineSettings settings, int threads, Device? device)
    {
        this.network = network;
        this.threads = threads;
        this.settings = settings;
        using (NewDisposeScope())
            bound = new BoundModule(network.Spec, network.Dropout, network.Parameters, network.Gradient, device);
    }

    public override string Description => bound.Device.type == DeviceType.CPU
        ? $"libtorch autograd on the CPU, {CountText.Of(threads, "thread")}"
        : $"libtorch autograd on {bound.Device}";

    /// <summary>On a GPU.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="id">The CUDA device.</param>
    public static TorchEngine OnGpu(FlatNetwork network, EngineSettings settings, int threads, int id) =>
        new(network, settings, threads, new Device(DeviceType.CUDA, id));

    public override BatchSums Compute(Batch batch)
    {
        using TorchProcess process = TorchProcess.Borrow(threads, network.Dropout > 0 ? settings.DropoutKey(batch.Step, 0) : null);
        using DisposeScope scope = NewDisposeScope();
        NetworkSpec spec = network.Spec;
        Tensor features = zeros(batch.Count, batch.MaxTimeSteps, batch.InputSize); // [rows, time steps, input]
        long[] lengths = new long[batch.Count];
        Span<float> x = Values(features);
        for (int i = 0; i < batch.Count; i++)
        {
            batch.CopyTo(i, x[(i * batch.MaxTimeSteps * batch.InputSize)..]);
            lengths[i] = batch.TimeSteps(i);
        }
        if (spec.Input.Embedding is not null)
        {
            network.Touch(TokensOf(x, lengths, batch.MaxTimeSteps));
            features = features.squeeze(2); // [rows, time steps]
        }
        Tensor? categories = CategoriesOf(batch)?.to(bound.Device);
        (int Target, float Weight, long Place)[] targets = [.. TargetsOf(batch)];
        float[] shares = [.. targets.Select(target => batch.TotalWeight > 0 ? (float)(target.Weight / batch.TotalWeight) : 0)];

        bound.Begin();
        bool isRagged = lengths.AsSpan().ContainsAnyExcept(batch.MaxTimeSteps);
        Tensor all = bound.Module.Outputs(features.to(bound.Device), isRagged ? tensor(lengths) : null, DrawStateMasks(batch), categories);
        Tensor outputs = all.reshape(-1, spec.Head.Outputs)
            .index_select(0, tensor([.. targets.Select(target => target.Place)]).to(bound.Device)); // [targets, outputs]
        Tensor losses = TorchLoss.Of(settings.Loss, outputs, targets.Select(target => target.Target)); // [targets]
        losses.mul(tensor(shares).to(bound.Device)).sum().backward();
        bound.End();
        return Sum(targets, Values(outputs.cpu().contiguous()), Values(losses.cpu().contiguous()));
    }

    public override void Dispose() => bound.Dispose();

    // [rows, tables]; null: the network reads none.
    private Tensor? CategoriesOf(Batch batch)
    {
        int tables = network.Spec.Input.Categories.Count;
        if (tables == 0)
            return null;
        int[] categories = new int[batch.Count * tables];
        for (int row = 0; row < batch.Count; row++)
            batch.CopyCategories(row, categories.AsSpan(row * tables, tables));
        return tensor([.. categories.Select(category => (long)category)], batch.Count, tables);
    }

    // Those of the kernels, layer by layer and direction by direction, [rows, units] each; null without recurrent dropout.
    private Tensor[]? DrawStateMasks(Batch batch) => network.RecurrentDropout == 0 ? null :
    [
        .. from layer in Enumerable.Range(0, network.Spec.Layers.Count)
           from direction in Enumerable.Range(0, network.Spec.Layers[layer].Directions)
           select DrawStateMask(batch, layer, direction).to(bound.Device),
    ];

    private Tensor DrawStateMask(Batch batch, int layer, int direction)
    {
        int size = network.Spec.Layers[layer].Size;
        Tensor mask = empty(batch.Count, size);
        for (int row = 0; row < batch.Count; row++)
        {
            Dropout.DrawStateMask(
                Values(mask).Slice(row * size, size), settings.DropoutKey(batch.Step, row), layer, direction, network.RecurrentDropout);
        }
        return mask;
    }

    // The memory of a contiguous tensor on the CPU.
    private static Span<float> Values(Tensor contiguous) => MemoryMarshal.Cast<byte, float>(contiguous.bytes);

    // Those of the valid steps, each once.
    private static int[] TokensOf(ReadOnlySpan<float> tokens, long[] lengths, int maxSteps)
    {
        HashSet<int> used = [];
        for (int row = 0; row < lengths.Length; row++)
        {
            foreach (float token in tokens.Slice(row * maxSteps, (int)lengths[row]))
                used.Add((int)token);
        }
        return [.. used];
    }

    // With their weights, and their places among the outputs of all rows or of all rows' steps, padding included.
    private static IEnumerable<(int Target, float Weight, long Place)> TargetsOf(Batch batch) =>
        from i in Enumerable.Range(0, batch.Count)
        from step in Enumerable.Range(0, batch.TargetSteps(i))
        let target = batch.Target(i, step)
        where target != Targets.None
        select (target, batch.Weight(i, target), batch.HasStepTargets ? (long)i * batch.MaxTimeSteps + step : i);

    private BatchSums Sum((int Target, float Weight, long Place)[] targets, ReadOnlySpan<float> outputs, ReadOnlySpan<float> losses)
    {
        BatchSums sums = new(settings.Loss.AccumulatorCount);
        int size = network.Spec.Head.Outputs;
        for (int i = 0; i < targets.Length; i++)
        {
            settings.Loss.Accumulate(targets[i].Target, outputs.Slice(i * size, size), sums.Accumulators);
            sums.Loss += targets[i].Weight * (double)losses[i];
            sums.Weight += targets[i].Weight;
        }
        return sums;
    }
}
