namespace RnnTrainer.Samples;

/// <summary>A sequence that a network is wrong on.</summary>
/// <param name="Sequence">The sequence.</param>
/// <param name="Answer">What the network says of it.</param>
internal sealed record SequenceMistake(ReadSequence Sequence, SequenceAnswer Answer)
{
    /// <summary>The mistakes among some answers, the worst first.</summary>
    /// <param name="answers">The answers, in the order of the sequences.</param>
    /// <param name="file">The sequences.</param>
    public static IEnumerable<SequenceMistake> Of(IEnumerable<SequenceAnswer> answers, SequenceFile file) => file.Sequences
        .Zip(answers, (sequence, answer) => new SequenceMistake(sequence, answer))
        .Where(one => one.Answer.Error is not null)
        .OrderByDescending(one => one.Answer.Error);
}
