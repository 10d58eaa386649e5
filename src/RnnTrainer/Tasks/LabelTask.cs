using Microsoft.ML;
using RnnTrainer.Data;

namespace RnnTrainer.Tasks;

/// <summary>A task whose targets stand in a label column.</summary>
internal abstract class LabelTask : LearningTask
{
    /// <summary>What the log says of an option that does nothing here, where a preset may have set it; null: nothing.</summary>
    public virtual string? UnusedOption(RnnOptions options) => null;

    /// <summary>The columns that a trained network will add to data with such a label.</summary>
    /// <exception cref="RnnColumnException">The label is not of a type that the task can read.</exception>
    public abstract IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label);

    /// <summary>What a label column asks of a network.</summary>
    /// <exception cref="RnnColumnException">The label is not of a type that the task can read.</exception>
    public abstract LabelSpec Read(DataViewSchema.Column label);

    /// <summary>Checks that a network can learn from such a column with these options.</summary>
    /// <exception cref="InvalidOperationException">The labels cannot be learned from.</exception>
    /// <exception cref="RnnOptionException">An option does not fit the labels.</exception>
    public virtual void CheckLearnable(DataViewSchema.Column column, LabelSpec label)
    {
    }

    /// <summary>Checks that there is something to learn in the labels that were read for training.</summary>
    /// <param name="targets">Made by <see cref="CreateTargets"/>, filled.</param>
    /// <param name="label">Name of the label column.</param>
    /// <exception cref="InvalidOperationException">There is not.</exception>
    public virtual void CheckLearnable(LabelTargets targets, string label)
    {
    }

    public sealed override RowSplit HoldOut(LabelledSequences data, float fraction, RandomStream random) =>
        data.Sequences.HoldOutLast(fraction) ?? HoldOut((LabelTargets)data.Targets, fraction, random);

    /// <summary>Where the labels of such a column are kept.</summary>
    public abstract LabelTargets CreateTargets(LabelSpec label);

    /// <summary>Draws the rows to hold out of training, where rows share nothing.</summary>
    /// <param name="targets">Made by <see cref="CreateTargets"/>, filled.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="random">What draws them.</param>
    /// <exception cref="RnnOptionException">There are too few rows to hold one out.</exception>
    public abstract RowSplit HoldOut(LabelTargets targets, float fraction, RandomStream random);
}
