using RnnTrainer.Model;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace RnnTrainer.Training;

/// <summary>
/// The definition: libtorch's RNN and autograd. libtorch's thread count, which is the process's, is set while the engine
/// lives: results depend on it, and more than one thread makes small networks slower.
/// </summary>
internal sealed class TorchEngine : GradientEngine
{
    private readonly FlatNetwork network;
    private readonly FlatNetwork? remote;
    private readonly RnnShape shape;
    private readonly Tensor features; // [batch, time steps, input]
    private readonly Tensor labels;   // [batch]
    private readonly int threadsBefore;

    /// <param name="network">The network, on the CPU.</param>
    /// <param name="batchSize">Rows of the largest batch.</param>
    /// <param name="threads">Threads of libtorch on the CPU.</param>
    /// <param name="device">
    /// Where to compute, on a copy of the network that gets the parameters before each batch and gives its gradient back;
    /// null: on the CPU, on the network itself.
    /// </param>
    public TorchEngine(FlatNetwork network, int batchSize, int threads, Device? device = null)
    {
        threadsBefore = get_num_threads();
        set_num_threads(threads);
        this.network = network;
        shape = network.Shape;
        remote = device is null ? null : new FlatNetwork(shape, network.Parameters, device);
        features = zeros(batchSize, shape.TimeSteps, shape.InputSize);
        labels = zeros(batchSize, ScalarType.Int64);
    }

    public override string Description => remote is null
        ? $"libtorch autograd on the CPU, {get_num_threads()} thread(s)"
        : $"libtorch autograd on {remote.Device}";

    public override (double Loss, int Correct) Compute(Batch batch)
    {
        RequirePlain(batch, shape.TimeSteps);
        using DisposeScope scope = NewDisposeScope();
        Span<float> x = FlatNetwork.Values<float>(features);
        Span<long> y = FlatNetwork.Values<long>(labels);
        for (int i = 0; i < batch.Count; i++)
        {
            batch.CopyTo(i, x.Slice(i * shape.SequenceLength, shape.SequenceLength));
            y[i] = batch.Label(i);
        }

        FlatNetwork working = remote ?? network;
        remote?.CopyParametersFrom(network);
        working.ClearGradient();
        Tensor logits = working.Module.call(features.narrow(0, 0, batch.Count).to(working.Device)); // [rows, classes]
        Tensor loss = nn.functional.cross_entropy(logits, labels.narrow(0, 0, batch.Count).to(working.Device));
        loss.backward();
        if (remote is not null)
            network.CopyGradientFrom(remote);
        return (loss.item<float>(), CountCorrect(FlatNetwork.Values<float>(logits.cpu()), y));
    }

    public override void Dispose()
    {
        remote?.Dispose();
        features.Dispose();
        labels.Dispose();
        set_num_threads(threadsBefore);
    }

    private int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<long> y)
    {
        int correct = 0;
        for (int i = 0; i < logits.Length / shape.ClassCount; i++)
            correct += TensorPrimitives.IndexOfMax(logits.Slice(i * shape.ClassCount, shape.ClassCount)) == y[i] ? 1 : 0;
        return correct;
    }
}
