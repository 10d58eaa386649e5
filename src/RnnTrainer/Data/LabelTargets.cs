using System.IO.Hashing;
using Microsoft.ML;

namespace RnnTrainer.Data;

/// <summary>Targets that a label column gives.</summary>
/// <param name="areOfSteps">Whether each step has a target.</param>
internal abstract class LabelTargets(bool areOfSteps) : Targets(areOfSteps)
{
    /// <summary>What a label that is missing looks like, such as "key 0".</summary>
    public abstract string Missing { get; }

    /// <summary>Begins to read labels.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="label">The label column.</param>
    public abstract LabelReader ReadFrom(DataViewRow cursor, DataViewSchema.Column label);

    /// <summary>Adds a row's targets to a hash.</summary>
    public abstract void AppendTo(XxHash3 hash, int row);
}
