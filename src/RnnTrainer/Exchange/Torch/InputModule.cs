using RnnTrainer.Network;
using RnnTrainer.Values;
using TorchSharp;
using static TorchSharp.torch;

namespace RnnTrainer.Exchange.Torch;

/// <summary>
/// Makes of sequences [batch, time steps, inputs] what the first layer reads, [batch, steps, layer inputs]: brings inputs to scale, in
/// double, fills missing values, and joins blocks of steps. What was measured in training are its buffers <c>offset</c>, <c>scale</c> and
/// <c>mean</c>, [inputs].
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
        input.Normalization.Kind == RnnNormalization.None && !input.HasGaps ? null : new(input);

    public override Tensor forward(Tensor sequences)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? missing = input.FillsMissing ? sequences.isnan() : null;
        return InBlocks(Filled(AtScale(sequences, missing), missing)).MoveToOuterDisposeScope();
    }

    private Tensor AtScale(Tensor sequences, Tensor? missing)
    {
        if (input.Normalization.Kind == RnnNormalization.None)
            return sequences;
        Tensor x = sequences.to(ScalarType.Float64);
        (Tensor offset, Tensor scale) = OffsetAndScale(x, missing);
        return x.sub(offset).mul(scale).to(sequences.dtype);
    }

    private Tensor Filled(Tensor x, Tensor? missing) => input.MissingValues switch
    {
        RnnMissingValues.Error => x,
        RnnMissingValues.Mean => where(missing!, Means(x), x),
        RnnMissingValues.LastValue => WithLastValues(x, missing!),
    };

    // Step after step, the means before the first.
    private Tensor WithLastValues(Tensor x, Tensor missing)
    {
        Tensor last = Means(x);
        Tensor[] steps = [.. Enumerable.Range(0, (int)x.shape[1]).Select(step =>
            last = where(missing.select(1, step), last, x.select(1, step)))];
        return stack(steps, 1);
    }

    // [inputs].
    private Tensor Means(Tensor x) => input.Normalization.Means.Count > 0 ? get_buffer(Mean)!.to(x.dtype)
        : zeros(input.Size, x.dtype, x.device);

    // Means stand for what the last block lacks.
    private Tensor InBlocks(Tensor x)
    {
        (long rows, long steps) = (x.shape[0], x.shape[1]);
        long blocks = input.NetworkSteps((int)steps), lacking = blocks * input.BlockSteps - steps;
        if (lacking > 0)
            x = cat([x, Means(x).expand(rows, lacking, input.Size)], 1);
        return x.reshape(rows, blocks, input.StepInputs);
    }

    private (Tensor Offset, Tensor Scale) OffsetAndScale(Tensor x, Tensor? missing) => input.Normalization.Kind switch
    {
        RnnNormalization.MeanVariance or RnnNormalization.MinMax => (get_buffer(Offset)!, get_buffer(Scale)!),
        RnnNormalization.SequenceMeanVariance => OfMeanVariance(x, missing),
        RnnNormalization.SequenceMinMax => OfMinMax(x, missing),
        RnnNormalization.Auto or RnnNormalization.None => throw new InvalidOperationException(
            $"{input.Normalization.Kind} has no offset and scale."),
    };

    // [batch, 1, inputs], both.
    private static (Tensor Offset, Tensor Scale) OfMeanVariance(Tensor x, Tensor? missing)
    {
        Tensor mean = MeanOfKnown(x, missing);
        return (mean, Inverse(MeanOfKnown(x.sub(mean).square(), missing).sqrt()));
    }

    private static Tensor MeanOfKnown(Tensor x, Tensor? missing) => missing is null ? x.mean([1], keepdim: true)
        : x.masked_fill(missing, 0).sum(1, keepdim: true).div(missing.logical_not().sum(1, keepdim: true));

    private static (Tensor Offset, Tensor Scale) OfMinMax(Tensor x, Tensor? missing)
    {
        Tensor min = (missing is null ? x : x.masked_fill(missing, double.PositiveInfinity)).amin([1], keepdim: true);
        Tensor max = (missing is null ? x : x.masked_fill(missing, double.NegativeInfinity)).amax([1], keepdim: true);
        return (min, Inverse(max.sub(min)));
    }

    // 0 where the input never changes.
    private static Tensor Inverse(Tensor spread) => where(spread.gt(0), spread.reciprocal(), zeros_like(spread));
}
