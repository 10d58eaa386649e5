namespace RnnTrainer.Samples;

/// <summary>The fifth of a file's sequences that training never sees, the same whatever the seed of a run.</summary>
internal static class HeldOutSequences
{
    private const int Seed = 1, Every = 5;

    /// <summary>Splits a file: of each label about a fifth, in no order, are held out.</summary>
    /// <exception cref="InvalidDataException">There are too few sequences.</exception>
    public static (SequenceFile Train, SequenceFile Test) Of(SequenceFile file)
    {
        int[] order = [.. Enumerable.Range(0, file.Sequences.Count)];
        new Random(Seed).Shuffle(order);
        // Sorted by label: of every five neighbors, one.
        HashSet<int> held = [.. order.OrderBy(index => file.Sequences[index].Labels[^1], StringComparer.Ordinal)
            .Where((_, place) => place % Every == Every / 2)];
        if (held.Count == 0)
        {
            string count = Counted.Of(file.Sequences.Count, "sequence");
            throw new InvalidDataException($"'{file.File}' has {count}, too few to hold out a fifth. "
                + "Use --test to name another file to test on.");
        }
        return (file with { Sequences = [.. file.Sequences.Where((_, index) => !held.Contains(index))] },
            file with { Sequences = [.. file.Sequences.Where((_, index) => held.Contains(index))] });
    }
}
