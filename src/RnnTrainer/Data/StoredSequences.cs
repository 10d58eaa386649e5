namespace RnnTrainer.Data;

/// <summary>
/// Sequences that are read once and kept: they are added one after another, and any number of threads may read them once they are
/// complete.
/// </summary>
internal abstract class StoredSequences : SequenceSource
{
    /// <summary>Sequences whose values are kept here.</summary>
    public virtual int RowsKept => Count;

    /// <summary>Steps that are kept here: fewer than these sequences have where they share some.</summary>
    public abstract long StepsKept { get; }

    /// <summary>Adds a row.</summary>
    /// <param name="sequence">[time steps x input size], at least one step.</param>
    /// <param name="weight">How much it counts; forgotten unless the store has weights.</param>
    /// <returns>Whether it is kept as bytes, and so has finite numbers only.</returns>
    /// <exception cref="IOException">There is no room for it.</exception>
    public abstract bool Add(ReadOnlySpan<float> sequence, float weight = 1);

    /// <summary>Says that all rows have been added, and that they will be read from now on.</summary>
    /// <exception cref="IOException">The last of them could not be written.</exception>
    public abstract void Complete();
}
