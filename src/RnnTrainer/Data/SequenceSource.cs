namespace RnnTrainer.Data;

/// <summary>
/// The sequences of a data set, by number and without padding: sequence i is <see cref="TimeSteps"/>(i) x <see cref="InputSize"/>
/// values, step after step. What batches, their plan and validation read from, wherever the values are kept. Any
/// number of threads may read it.
/// </summary>
internal abstract class SequenceSource : IDisposable
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

    /// <summary>How rows are dealt out to shards, and whose values are kept here; all else is known of every row.</summary>
    public virtual RowShards Shards => RowShards.One;

    /// <summary>Copies the values of a sequence, always the same bits.</summary>
    /// <param name="row">The number of the sequence, one that is kept here.</param>
    /// <param name="destination">[<see cref="Length"/>(row)] or more.</param>
    public abstract void CopyTo(int row, Span<float> destination);

    /// <summary>Reads the inputs of whole sequences, if the network has any in addition to its steps.</summary>
    /// <param name="row">The number of the sequence.</param>
    /// <param name="destination">Receives a category for each of the network's tables, counted from 1; 0: it is not known.</param>
    public virtual void CopyCategories(int row, Span<int> destination) => destination.Clear();

    /// <summary>How much sequence <paramref name="row"/> counts: 1 unless rows have weights of their own.</summary>
    public abstract float Weight(int row);

    /// <summary>Numbers of the sequences to train on where none is held out.</summary>
    public virtual IReadOnlyList<int> Trainable => [.. Enumerable.Range(0, Count)];

    /// <summary>Whether values come at scale already, so that nothing is measured to bring them there.</summary>
    public virtual bool IsAtScale => false;

    /// <summary>Holds out the last sequences in the order of time, without what they share with others.</summary>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <returns>Null where sequences share nothing: then any may be held out.</returns>
    /// <exception cref="RnnOptionException">None can be held out.</exception>
    public virtual RowSplit? HoldOutLast(float fraction) => null;

    /// <summary>Which rows of a shard come when, so that those of a batch can be copied quickly.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="visits">Which of its rows each epoch visits.</param>
    /// <exception cref="IOException">Values could not be read.</exception>
    /// <exception cref="RnnOptionException">Memory is too small for what they are read into.</exception>
    public virtual BatchPlan CreatePlan(int shard, RowVisits visits) => new RowPlan(this, visits);

    public virtual void Dispose()
    {
    }
}
