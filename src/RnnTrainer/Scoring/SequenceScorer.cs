using System.Buffers;
using System.Numerics.Tensors;
using RnnTrainer.Kernels;
using RnnTrainer.Model;

namespace RnnTrainer.Scoring;

/// <summary>Scores sequences with a network's weights, packed once for <see cref="SimpleRnn"/>. Immutable and thread-safe.</summary>
internal sealed class SequenceScorer
{
    private readonly RnnModel model;
    private readonly int width;
    private readonly float[] packed; // [input + 1 + hidden, width]

    public SequenceScorer(RnnModel model)
    {
        this.model = model;
        RnnShape shape = model.Shape;
        width = SimpleRnn.PaddedSize(shape.HiddenSize);
        packed = new float[checked((shape.InputSize + 1 + shape.HiddenSize) * width)];

        ReadOnlySpan<float> inputWeights = model.InputWeights, recurrentWeights = model.RecurrentWeights;
        for (int j = 0; j < shape.HiddenSize; j++)
        {
            for (int i = 0; i < shape.InputSize; i++)
                packed[i * width + j] = inputWeights[j * shape.InputSize + i];
            packed[shape.InputSize * width + j] = model.Bias[j];
            for (int i = 0; i < shape.HiddenSize; i++)
                packed[(shape.InputSize + 1 + i) * width + j] = recurrentWeights[j * shape.HiddenSize + i];
        }
    }

    /// <param name="sequence">[time steps x input size].</param>
    /// <param name="probabilities">[classes].</param>
    public void Score(ReadOnlySpan<float> sequence, Span<float> probabilities)
    {
        RnnShape shape = model.Shape;
        ArgumentOutOfRangeException.ThrowIfNotEqual(sequence.Length, shape.SequenceLength, nameof(sequence));
        ArgumentOutOfRangeException.ThrowIfNotEqual(probabilities.Length, shape.ClassCount, nameof(probabilities));

        int stateLength = shape.InputSize + 1 + shape.HiddenSize;
        float[] buffer = ArrayPool<float>.Shared.Rent(stateLength + width);
        Span<float> state = buffer.AsSpan(0, stateLength), next = buffer.AsSpan(stateLength, width); // [x; 1; h], h'
        state[shape.InputSize] = 1;
        for (int t = 0; t < shape.TimeSteps; t++)
        {
            sequence.Slice(t * shape.InputSize, shape.InputSize).CopyTo(state);
            SimpleRnn.Step(packed, t == 0 ? state[..(shape.InputSize + 1)] : state, next);
            next[..shape.HiddenSize].CopyTo(state[(shape.InputSize + 1)..]);
        }

        ReadOnlySpan<float> last = next[..shape.HiddenSize];
        for (int c = 0; c < shape.ClassCount; c++)
            probabilities[c] = TensorPrimitives.Dot(model.HeadWeights.Slice(c * shape.HiddenSize, shape.HiddenSize), last) + model.HeadBias[c];
        ArrayPool<float>.Shared.Return(buffer);
        Softmax.Apply(probabilities);
    }
}
