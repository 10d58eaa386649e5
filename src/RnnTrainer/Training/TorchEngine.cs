using System.Runtime.InteropServices;
using RnnTrainer.Data;
using RnnTrainer.Model;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Training;

/// <summary>
/// Computes the loss of a batch and its gradient with libtorch's RNN and autograd. The module's parameters and their
/// gradients are views of two flat tensors, seen here as spans.
/// </summary>
internal sealed class TorchEngine : IDisposable
{
    private readonly RnnShape shape;
    private readonly RnnNetwork network;
    private readonly Tensor parameters; // [parameters]
    private readonly Tensor gradient;   // [parameters]
    private readonly Tensor features;   // [batch, time steps, input]
    private readonly Tensor labels;     // [batch]

    public TorchEngine(RnnShape shape, int batchSize, ReadOnlySpan<float> initial)
    {
        this.shape = shape;
        network = new RnnNetwork(shape);
        parameters = tensor(initial.ToArray());
        gradient = zeros(shape.ParameterCount);
        features = zeros(batchSize, shape.TimeSteps, shape.InputSize);
        labels = zeros(batchSize, ScalarType.Int64);
        foreach ((Tensor parameter, Range place) in network.Parameters(shape))
        {
            using Tensor value = View(parameters, place, parameter.shape), slope = View(gradient, place, parameter.shape);
            using (no_grad())
                parameter.set_(value);
            parameter.grad = slope;
        }
    }

    /// <summary>The flat parameter vector, in <see cref="RnnShape"/>'s order; writing to it changes the network.</summary>
    public Span<float> Parameters => Values<float>(parameters);

    /// <summary>The flat gradient of the last batch's loss.</summary>
    public Span<float> Gradient => Values<float>(gradient);

    /// <summary>Computes mean cross-entropy, its gradient, and how many of the batch's rows were classified right.</summary>
    public (float Loss, int Correct) Compute(SequenceStore store, ReadOnlySpan<int> rows)
    {
        using DisposeScope scope = NewDisposeScope();
        Span<float> x = Values<float>(features);
        Span<long> y = Values<long>(labels);
        for (int i = 0; i < rows.Length; i++)
        {
            store.Sequence(rows[i]).CopyTo(x[(i * store.SequenceLength)..]);
            y[i] = store.Label(rows[i]);
        }

        Gradient.Clear();
        Tensor logits = network.call(features.narrow(0, 0, rows.Length)); // [rows, classes]
        Tensor loss = nn.functional.cross_entropy(logits, labels.narrow(0, 0, rows.Length));
        loss.backward();
        return (loss.item<float>(), CountCorrect(Values<float>(logits), y));
    }

    public void Dispose()
    {
        network.Dispose();
        parameters.Dispose();
        gradient.Dispose();
        features.Dispose();
        labels.Dispose();
    }

    private int CountCorrect(ReadOnlySpan<float> logits, ReadOnlySpan<long> y)
    {
        int correct = 0;
        for (int i = 0; i < logits.Length / shape.ClassCount; i++)
        {
            int predicted = System.Numerics.Tensors.TensorPrimitives.IndexOfMax(logits.Slice(i * shape.ClassCount, shape.ClassCount));
            correct += predicted == y[i] ? 1 : 0;
        }
        return correct;
    }

    private static Tensor View(Tensor flat, Range place, long[] shape)
    {
        using Tensor part = flat.narrow(0, place.Start.Value, place.End.Value - place.Start.Value);
        return part.view(shape);
    }

    private static Span<T> Values<T>(Tensor contiguous) where T : unmanaged => MemoryMarshal.Cast<byte, T>(contiguous.bytes);
}
