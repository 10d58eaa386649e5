namespace RnnTrainer.Samples;

/// <summary>What a network says of a sequence.</summary>
/// <param name="Text">For people.</param>
/// <param name="Values">For programs, by name.</param>
internal sealed record SequenceAnswer(string Text, IReadOnlyDictionary<string, object?> Values)
{
    /// <summary>What the sequence is; null where that is not known.</summary>
    public string? Label { get; init; }

    /// <summary>How wrong the answer is, more for worse; null where it is right, or the label is not known.</summary>
    public double? Error { get; init; }
}
