using RnnTrainer.Network;

namespace RnnTrainer.Data;

/// <summary>Sequences whose inputs are brought to scale as they are copied; what keeps them has them as they were read.</summary>
internal sealed class NormalizedSequences : SequenceSource
{
    private readonly SequenceSource source;
    private readonly SequenceNormalizer normalizer;

    private NormalizedSequences(SequenceSource source, SequenceNormalizer normalizer)
    {
        this.source = source;
        this.normalizer = normalizer;
    }

    public override int InputSize => source.InputSize;

    public override int Count => source.Count;

    public override int MaxTimeSteps => source.MaxTimeSteps;

    public override bool HasEqualLengths => source.HasEqualLengths;

    /// <summary>The sequences as a network wants them: the source itself where inputs stay as they are.</summary>
    public static SequenceSource Of(SequenceSource source, InputSpec input) =>
        SequenceNormalizer.Of(input) is { } normalizer ? new NormalizedSequences(source, normalizer) : source;

    public override int TimeSteps(int row) => source.TimeSteps(row);

    public override void CopyTo(int row, Span<float> destination)
    {
        source.CopyTo(row, destination);
        normalizer.Apply(destination[..source.Length(row)]);
    }

    public override float Weight(int row) => source.Weight(row);
}
