using System.IO.Hashing;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>What each row of a <see cref="SequenceSource"/> should come to, in the rows' order.</summary>
internal abstract class Targets
{
    /// <summary>Rows whose target is known.</summary>
    public abstract int Count { get; }

    /// <summary>What a label that is missing looks like, such as "key 0".</summary>
    public abstract string Missing { get; }

    /// <summary>Begins to read labels: each call reads that of the row that the cursor stands on, and adds it.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="label">The label column.</param>
    /// <returns>False where the label is missing; then nothing was added.</returns>
    public abstract Func<bool> ReadFrom(DataViewRow cursor, DataViewSchema.Column label);

    /// <summary>Adds a row's target to a hash.</summary>
    public abstract void AppendTo(XxHash3 hash, int row);
}
