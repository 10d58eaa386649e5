namespace RnnTrainer.Data;

/// <summary>Sequences, and what each should come to.</summary>
/// <param name="Sequences">The sequences with their weights.</param>
/// <param name="Targets">One for each.</param>
internal sealed record LabelledSequences(SequenceSource Sequences, Targets Targets)
{
    /// <summary>Identifies the data, a <see cref="DataFingerprint"/>; null where it is not needed.</summary>
    public ulong? Fingerprint { get; init; }

    /// <summary>The numbers of all rows.</summary>
    public int[] AllRows => [.. Enumerable.Range(0, Sequences.Count)];
}
