using System.Runtime.InteropServices;
using RnnTrainer.Network;
using RnnTrainer.Torch;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace RnnTrainer.Training;

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

    /// <param name="network">The network.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="device">
    /// Where to compute, on a copy of the network that gets the parameters before each batch and gives its gradient back;
    /// null: on the CPU, on the network itself.
    /// </param>
    public TorchEngine(FlatNetwork network, EngineSettings settings, int threads, Device? device = null)
    {
        this.network = network;
        this.threads = threads;
        this.settings = settings;
        using (NewDisposeScope())
            bound = new BoundModule(network.Spec, network.Dropout, network.Parameters, network.Gradient, device);
    }

    public override string Description => bound.Device.type == DeviceType.CPU
        ? $"libtorch autograd on the CPU, {threads} thread(s)"
        : $"libtorch autograd on {bound.Device}";

    /// <summary>The same on a GPU.</summary>
    /// <param name="network">The network.</param>
    /// <param name="settings">How rows become a loss.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="id">The CUDA device.</param>
    public static TorchEngine OnGpu(FlatNetwork network, EngineSettings settings, int threads, int id) =>
        new(network, settings, threads, new Device(DeviceType.CUDA, id));

    public override (double Loss, int Correct) Compute(Batch batch)
    {
        using TorchProcess process = TorchProcess.Borrow(threads, network.Dropout > 0 ? settings.DropoutKey(batch.Step, 0) : null);
        using DisposeScope scope = NewDisposeScope();
        NetworkSpec spec = network.Spec;
        Tensor features = zeros(batch.Count, batch.MaxTimeSteps, spec.Input.Size); // [rows, time steps, input]
        long[] labels = new long[batch.Count], lengths = new long[batch.Count];
        float[] weights = new float[batch.Count];
        Span<float> x = Values(features);
        for (int i = 0; i < batch.Count; i++)
        {
            batch.CopyTo(i, x[(i * batch.MaxTimeSteps * spec.Input.Size)..]);
            labels[i] = batch.Label(i);
            lengths[i] = batch.TimeSteps(i);
            weights[i] = batch.TotalWeight > 0 ? (float)(batch.Weight(i) / batch.TotalWeight) : 0;
        }

        bound.Begin();
        bool isRagged = lengths.AsSpan().ContainsAnyExcept(batch.MaxTimeSteps);
        Tensor logits = bound.Module.Logits(features.to(bound.Device), isRagged ? tensor(lengths) : null); // [rows, classes]
        Tensor each = nn.functional.cross_entropy(
            logits, tensor(labels).to(bound.Device), reduction: nn.Reduction.None, label_smoothing: settings.LabelSmoothing);
        Tensor loss = each.mul(tensor(weights).to(bound.Device)).sum();
        loss.backward();
        bound.End();
        return (loss.item<float>(), CountCorrect(Values(logits.cpu().contiguous()), labels));
    }

    public override void Dispose() => bound.Dispose();

    // The memory of a contiguous tensor on the CPU.
    private static Span<float> Values(Tensor contiguous) => MemoryMarshal.Cast<byte, float>(contiguous.bytes);

    private static int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<long> labels)
    {
        int classes = logits.Length / labels.Length;
        int correct = 0;
        for (int i = 0; i < labels.Length; i++)
            correct += TensorPrimitives.IndexOfMax(logits.Slice(i * classes, classes)) == labels[i] ? 1 : 0;
        return correct;
    }
}
