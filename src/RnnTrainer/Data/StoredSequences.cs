namespace RnnTrainer.Data;

/// <summary>Sequences in memory, which are added one after another. Once filled, any number of threads may read them.</summary>
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
    public abstract bool Add(ReadOnlySpan<float> sequence, float weight = 1);
}
