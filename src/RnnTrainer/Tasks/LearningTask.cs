using System.Reflection;
using Microsoft.ML;
using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Tasks;

/// <summary>
/// The half of a task that teaches: what a label means, what a wrong output costs, and how good a network is. The other half,
/// <see cref="TaskColumns"/>, says what comes out. Engines, loop and checkpoints know tasks by this class only.
/// </summary>
internal abstract class LearningTask
{
    private static readonly RnnOptions Defaults = new();

    /// <summary>What is measured, the loss first.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>What users call the task, as in "regression".</summary>
    public abstract string Name { get; }

    /// <summary>Names of the options that mean nothing to the task: set to other than their default, they are refused.</summary>
    public abstract IReadOnlyList<string> UnusableOptions { get; }

    /// <summary>Checks that the task can use all options that are set, and measures what early stopping watches.</summary>
    /// <exception cref="RnnOptionException">It cannot.</exception>
    public void CheckOptions(RnnOptions options)
    {
        foreach (string name in UnusableOptions)
        {
            PropertyInfo option = typeof(RnnOptions).GetProperty(name)!;
            object? value = option.GetValue(options), unset = option.GetValue(Defaults);
            if (!Equals(value, unset))
            {
                throw new RnnOptionException(name, value,
                    $"{name:option} is {value}, which {Name} cannot use. Leave it at its default ({unset ?? "null"}).");
            }
        }
        CheckMonitor(options.EarlyStopping);
    }

    /// <summary>What the log says of an option that does nothing here, where a preset may have set it; null: nothing.</summary>
    public virtual string? UnusedOption(RnnOptions options) => null;

    /// <summary>The columns that a trained network will add to data with such a label.</summary>
    /// <exception cref="RnnColumnException">The label is not of a type that the task can read.</exception>
    public abstract IEnumerable<SchemaShape.Column> OutputShape(SchemaShape.Column label);

    /// <summary>What a label column asks of a network.</summary>
    /// <exception cref="RnnColumnException">The label is not of a type that the task can read.</exception>
    public abstract LabelSpec Read(DataViewSchema.Column label);

    /// <summary>Checks that a network can learn from such a column with these options.</summary>
    /// <exception cref="InvalidOperationException">The labels cannot be learnt from.</exception>
    /// <exception cref="RnnOptionException">An option does not fit the labels.</exception>
    public virtual void CheckLearnable(DataViewSchema.Column column, LabelSpec label)
    {
    }

    /// <summary>Checks that there is something to learn in the labels that were read for training.</summary>
    /// <param name="targets">Made by <see cref="CreateTargets"/>, filled.</param>
    /// <param name="label">Name of the label column.</param>
    /// <exception cref="InvalidOperationException">There is not.</exception>
    public virtual void CheckLearnable(Targets targets, string label)
    {
    }

    /// <summary>Where the labels of such a column are kept.</summary>
    public abstract Targets CreateTargets(LabelSpec label);

    /// <summary>Draws the rows to hold out of training.</summary>
    /// <param name="targets">Made by <see cref="CreateTargets"/>, filled.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="random">What draws them.</param>
    /// <exception cref="RnnOptionException">There are too few rows to hold one out.</exception>
    public abstract RowSplit HoldOut(Targets targets, float fraction, RandomStream random);

    /// <summary>What the outputs of a network mean while it is trained.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="label">What the labels ask of the network.</param>
    /// <exception cref="InvalidOperationException">No row counts.</exception>
    public virtual OutputScale ScaleOf(LabelledSequences data, int[] rows, LabelSpec label) => OutputScale.None;

    /// <summary>The loss against the rows' targets.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="label">What the labels ask of the network.</param>
    /// <param name="scale">What <see cref="ScaleOf"/> gave for these rows.</param>
    /// <exception cref="RnnOptionException">No row counts.</exception>
    public abstract RowLoss CreateLoss(LabelledSequences data, int[] rows, LabelSpec label, OutputScale scale);

    /// <summary>The metrics that training has, in the order of <see cref="Metrics"/>, of what was summed up.</summary>
    public abstract double[] Measure(BatchSums sums);

    /// <summary>What measures a network on validation rows.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="numbers">Numbers of the targets of those to validate on, at least one.</param>
    /// <param name="label">What the labels ask of the network.</param>
    /// <param name="scale">What <see cref="ScaleOf"/> gave for the rows that are trained on.</param>
    public abstract ValidationMeasure CreateMeasure(LabelledSequences data, int[] numbers, LabelSpec label, OutputScale scale);

    private void CheckMonitor(RnnEarlyStopping? stopping)
    {
        string[] names = [.. EpochMetric.All(Metrics).Select(metric => metric.Name)];
        if (stopping is not null && !names.Contains(stopping.Monitor))
        {
            throw new RnnOptionException(nameof(RnnOptions.EarlyStopping), stopping,
                $"{nameof(RnnOptions.EarlyStopping):option} monitors '{stopping.Monitor:metric}', which is not measured. "
                + $"Use one of {names:metric}.");
        }
    }
}
