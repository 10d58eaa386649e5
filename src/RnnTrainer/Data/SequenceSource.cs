namespace RnnTrainer.Data;

/// <summary>
/// The sequences of a data set, by number and without padding: sequence i is <see cref="TimeSteps"/>(i) x <see cref="InputSize"/>
/// values, step after step. What batches, their plan, validation and checkpoints read from, wherever the values are kept. Any
/// number of threads may read it.
/// </summary>
internal abstract class SequenceSource
{
    /// <summary>Inputs at each step.</summary>
    public abstract int InputSize { get; }

    /// <summary>Sequences.</summary>
    public abstract int Count { get; }

    /// <summary>Steps of the longest sequence.</summary>
    public abstract int MaxTimeSteps { get; }

    /// <summary>Whether all sequences have as many steps.</summary>
    public abstract bool HasEqualLengths { get; }

    /// <summary>Steps of sequence <paramref name="row"/>.</summary>
    public abstract int TimeSteps(int row);

    /// <summary>Values of sequence <paramref name="row"/>: its steps x <see cref="InputSize"/>.</summary>
    public int Length(int row) => TimeSteps(row) * InputSize;

    /// <summary>Copies the values of a sequence, always the same bits.</summary>
    /// <param name="row">The number of the sequence.</param>
    /// <param name="destination">[<see cref="Length"/>(row)] or more.</param>
    public abstract void CopyTo(int row, Span<float> destination);

    /// <summary>How much sequence <paramref name="row"/> counts: 1 unless rows have weights of their own.</summary>
    public abstract float Weight(int row);

    /// <summary>Holds out the last sequences in the order of time, without what they share with others.</summary>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <returns>Null where sequences share nothing: then any may be held out.</returns>
    /// <exception cref="RnnOptionException">None can be held out.</exception>
    public virtual RowSplit? HoldOutLast(float fraction) => null;
}
