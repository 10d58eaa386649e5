using RnnTrainer.Network;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// Brings the inputs of sequences [batch, time steps, inputs] to scale, in double. Where offset and scale were measured in training they
/// are its buffers <c>offset</c> and <c>scale</c>, [inputs].
/// </summary>
internal sealed class NormalizationModule : nn.Module<Tensor, Tensor>
{
    private const string Offset = "offset", Scale = "scale";

    private readonly RnnNormalization kind;

    private NormalizationModule(InputNormalization normalization) : base("normalization")
    {
        kind = normalization.Kind;
        if (!InputNormalization.IsMeasured(kind))
            return;
        register_buffer(Offset, tensor([.. normalization.Offsets]));
        register_buffer(Scale, tensor([.. normalization.Scales]));
    }

    /// <summary>The module that a network begins with; null where its inputs stay as they are.</summary>
    public static NormalizationModule? Of(InputSpec input) =>
        input.Normalization.Kind == RnnNormalization.None ? null : new(input.Normalization);

    public override Tensor forward(Tensor sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = sequences.to(ScalarType.Float64);
        (Tensor offset, Tensor scale) = OffsetAndScale(x);
        return x.sub(offset).mul(scale).to(sequences.dtype).MoveToOuterDisposeScope();
    }

    private (Tensor Offset, Tensor Scale) OffsetAndScale(Tensor x) => kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.MinMax => (get_buffer(Offset)!, get_buffer(Scale)!),
        RnnNormalization.SequenceMeanVariance => OfMeanVariance(x),
        RnnNormalization.SequenceMinMax => OfMinMax(x),
        RnnNormalization.Auto or RnnNormalization.None => throw new InvalidOperationException($"{kind} has no offset and scale."),
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
