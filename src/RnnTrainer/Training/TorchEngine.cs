using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace RnnTrainer.Training;

/// <summary>
/// The definition: libtorch's recurrent layers and autograd. libtorch's thread count, which is the process's, is set while the
/// engine lives: results depend on it, and more than one thread makes small networks slower.
/// </summary>
internal sealed class TorchEngine : GradientEngine
{
    private readonly FlatNetwork network;
    private readonly FlatNetwork? remote;
    private readonly NetworkSpec spec;
    private readonly EngineSettings settings;
    private readonly int threadsBefore;

    /// <param name="network">The network, on the CPU.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="device">
    /// Where to compute, on a copy of the network that gets the parameters before each batch and gives its gradient back;
    /// null: on the CPU, on the network itself.
    /// </param>
    public TorchEngine(FlatNetwork network, EngineSettings settings, int threads, Device? device = null)
    {
        threadsBefore = get_num_threads();
        set_num_threads(threads);
        this.network = network;
        this.settings = settings;
        spec = network.Spec;
        remote = device is null ? null : new FlatNetwork(spec, network.Parameters, network.Dropout, device);
    }

    public override string Description => remote is null
        ? $"libtorch autograd on the CPU, {get_num_threads()} thread(s)"
        : $"libtorch autograd on {remote.Device}";

    public override (double Loss, int Correct) Compute(Batch batch)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor features = zeros(batch.Count, batch.MaxTimeSteps, spec.Input.Size); // [rows, time steps, input]
        long[] labels = new long[batch.Count], lengths = new long[batch.Count];
        float[] weights = new float[batch.Count];
        Span<float> x = FlatNetwork.Values<float>(features);
        for (int i = 0; i < batch.Count; i++)
        {
            batch.CopyTo(i, x[(i * batch.MaxTimeSteps * spec.Input.Size)..]);
            labels[i] = batch.Label(i);
            lengths[i] = batch.TimeSteps(i);
            weights[i] = batch.TotalWeight > 0 ? (float)(batch.Weight(i) / batch.TotalWeight) : 0;
        }

        FlatNetwork working = remote ?? network;
        remote?.CopyParametersFrom(network);
        working.ClearGradient();
        bool isRagged = lengths.AsSpan().ContainsAnyExcept(batch.MaxTimeSteps);
        using IDisposable? drawing = network.Dropout > 0 ? new StepGenerator(settings.DropoutKey(batch.Step, 0)) : null;
        Tensor logits = working.Module.Logits(features.to(working.Device), isRagged ? tensor(lengths) : null); // [rows, classes]
        Tensor each = nn.functional.cross_entropy(logits, tensor(labels).to(working.Device), reduction: nn.Reduction.None, label_smoothing: settings.LabelSmoothing);
        Tensor loss = each.mul(tensor(weights).to(working.Device)).sum();
        loss.backward();
        if (remote is not null)
            network.CopyGradientFrom(remote);
        return (loss.item<float>(), CountCorrect(FlatNetwork.Values<float>(logits.cpu().contiguous()), labels));
    }

    public override void Dispose()
    {
        remote?.Dispose();
        set_num_threads(threadsBefore);
    }

    private int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<long> labels)
    {
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
            correct += TensorPrimitives.IndexOfMax(logits.Slice(i * spec.Head.Outputs, spec.Head.Outputs)) == labels[i] ? 1 : 0;
        return correct;
    }

    /// <summary>Lends libtorch's process-wide generator to one step's dropout, and puts it back as it was.</summary>
    private sealed class StepGenerator : IDisposable
    {
        private readonly Tensor before;

        public StepGenerator(ulong seed)
        {
            before = random.get_rng_state().DetachFromDisposeScope();
            using Generator generator = new(seed);
            using Tensor state = generator.get_state();
            random.set_rng_state(state);
        }

        public void Dispose()
        {
            random.set_rng_state(before);
            before.Dispose();
        }
    }
}
