namespace RnnTrainer.Data;

/// <summary>
/// What an engine gets: sequences 0 .. <see cref="Count"/> - 1, each of its own length and weight. Any number of
/// threads may read it.
/// </summary>
internal sealed class Batch
{
    private readonly SequenceSource source;
    private readonly ReadOnlyMemory<int> rows;
    private readonly Func<int, float> weightOf;
    private readonly Augmenter? augmenter;

    /// <param name="source">The sequences.</param>
    /// <param name="rows">Numbers of the batch's rows in the source.</param>
    /// <param name="step">Number of the optimizer step that the batch is for; augmentation depends on it.</param>
    /// <param name="weightOf">How much a row of the source counts.</param>
    /// <param name="augmenter">Changes the sequences as they are copied; null: nothing does.</param>
    public Batch(SequenceSource source, ReadOnlyMemory<int> rows, long step, Func<int, float> weightOf, Augmenter? augmenter = null)
    {
        this.source = source;
        this.rows = rows;
        this.weightOf = weightOf;
        this.augmenter = augmenter;
        Step = step;
        for (int i = 0; i < rows.Length; i++)
        {
            MaxTimeSteps = Math.Max(MaxTimeSteps, TimeSteps(i));
            TotalWeight += Weight(i);
        }
    }

    /// <summary>Number of the optimizer step that the batch is for.</summary>
    public long Step { get; }

    /// <summary>Sequences.</summary>
    public int Count => rows.Length;

    /// <summary>Inputs at each step of a sequence.</summary>
    public int InputSize => source.InputSize;

    /// <summary>Steps of the longest sequence.</summary>
    public int MaxTimeSteps { get; }

    /// <summary>The weights' sum, added in order. 0 is possible: then the batch teaches nothing.</summary>
    public double TotalWeight { get; }

    /// <summary>Steps of sequence <paramref name="i"/>.</summary>
    public int TimeSteps(int i) => source.TimeSteps(rows.Span[i]);

    /// <summary>Copies the values of sequence <paramref name="i"/>, changed as the augmentation says.</summary>
    /// <param name="i">The place in the batch.</param>
    /// <param name="destination">[<see cref="TimeSteps"/>(i) x <see cref="InputSize"/>] or more.</param>
    public void CopyTo(int i, Span<float> destination)
    {
        int row = rows.Span[i];
        source.CopyTo(row, destination);
        augmenter?.Apply(destination[..source.Length(row)], source.InputSize, Step, i);
    }

    /// <summary>Number of sequence <paramref name="i"/> in the source.</summary>
    public int Row(int i) => rows.Span[i];

    /// <summary>How much sequence <paramref name="i"/> counts.</summary>
    public float Weight(int i) => weightOf(rows.Span[i]);
}
