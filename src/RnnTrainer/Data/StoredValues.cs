namespace RnnTrainer.Data;

/// <summary>
/// The values of <see cref="StoredSequences"/>, wherever they are. Any number of threads may read them once all are there.
/// </summary>
internal abstract class StoredValues : IDisposable
{
    /// <summary>Says that all values have been added, and that they will be read from now on.</summary>
    /// <exception cref="IOException">The last of them could not be written.</exception>
    public virtual void Complete()
    {
    }

    /// <summary>Which rows come when, so that those of a batch can be copied quickly.</summary>
    /// <param name="source">Whose values these are.</param>
    /// <param name="visits">Which rows each epoch visits.</param>
    /// <exception cref="IOException">Values could not be read.</exception>
    /// <exception cref="RnnOptionException">Memory is too small for what they are read into.</exception>
    public virtual BatchPlan CreatePlan(SequenceSource source, RowVisits visits) => new RowPlan(source, visits);

    public virtual void Dispose()
    {
    }
}
