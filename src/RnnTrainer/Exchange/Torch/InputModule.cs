using RnnTrainer.Network;
using RnnTrainer.Values;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// Makes of sequences [batch, time steps, inputs] what the first layer reads, [batch, steps, layer inputs]: brings inputs to scale, in
/// double, and joins blocks of steps. What was measured in training are its buffers <c>offset</c>, <c>scale</c> and <c>mean</c>, [inputs].
/// </summary>
internal sealed class InputModule : nn.Module<Tensor, Tensor>
{
    private const string Offset = "offset", Scale = "scale", Mean = "mean";

    private readonly InputSpec input;

    private InputModule(InputSpec input) : base("input")
    {
        this.input = input;
        (string, ValueList<double>)[] buffers = [(Offset, input.Normalization.Offsets), (Scale, input.Normalization.Scales),
            (Mean, input.Normalization.Means)];
        foreach ((string name, ValueList<double> values) in buffers)
        {
            if (values.Count > 0)
                register_buffer(name, tensor([.. values]));
        }
    }

    /// <summary>The module that a network begins with; null where its inputs stay as they are.</summary>
    public static InputModule? Of(InputSpec input) =>
        input.Normalization.Kind == RnnNormalization.None && input.BlockSteps == 1 ? null : new(input);

    public override Tensor forward(Tensor sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        return InBlocks(AtScale(sequences)).MoveToOuterDisposeScope();
    }

    private Tensor AtScale(Tensor sequences)
    {
        if (input.Normalization.Kind == RnnNormalization.None)
            return sequences;
        Tensor x = sequences.to(ScalarType.Float64);
        (Tensor offset, Tensor scale) = OffsetAndScale(x);
        return x.sub(offset).mul(scale).to(sequences.dtype);
    }

    // Means stand for what the last block lacks.
    private Tensor InBlocks(Tensor x)
    {
        (long rows, long steps) = (x.shape[0], x.shape[1]);
        long blocks = input.NetworkSteps((int)steps), lacking = blocks * input.BlockSteps - steps;
        if (lacking > 0)
        {
            Tensor means = input.Normalization.Means.Count > 0 ? get_buffer(Mean)!.to(x.dtype)
                : zeros(input.Size, x.dtype, x.device);
            x = cat([x, means.expand(rows, lacking, input.Size)], 1);
        }
        return x.reshape(rows, blocks, input.LayerInputs);
    }

    private (Tensor Offset, Tensor Scale) OffsetAndScale(Tensor x) => input.Normalization.Kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.MinMax => (get_buffer(Offset)!, get_buffer(Scale)!),
        RnnNormalization.SequenceMeanVariance => OfMeanVariance(x),
        RnnNormalization.SequenceMinMax => OfMinMax(x),
        RnnNormalization.Auto or RnnNormalization.None => throw new InvalidOperationException(
            $"{input.Normalization.Kind} has no offset and scale."),
    };

    // [batch, 1, inputs], both.
    private static (Tensor Offset, Tensor Scale) OfMeanVariance(Tensor x)
    {
        Tensor mean = x.mean([1], keepdim: true);
        return (mean, Inverse(x.sub(mean).square().mean([1], keepdim: true).sqrt()));
    }

    private static (Tensor Offset, Tensor Scale) OfMinMax(Tensor x)
    {
        Tensor min = x.amin([1], keepdim: true);
        return (min, Inverse(x.amax([1], keepdim: true).sub(min)));
    }

    // 0 where the input never changes.
    private static Tensor Inverse(Tensor spread) => where(spread.gt(0), spread.reciprocal(), zeros_like(spread));
}
