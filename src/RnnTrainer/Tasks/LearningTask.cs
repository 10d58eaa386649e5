using System.Reflection;
using RnnTrainer.Data;
using RnnTrainer.Kernels;
using RnnTrainer.Network;

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

    /// <summary>
    /// What decides on the result besides <see cref="RnnOptions"/>, the data and the network, by the names of the settings: the same on all
    /// processes that train together.
    /// </summary>
    public virtual IReadOnlyList<(string Name, bool Value)> Settings => [];

    /// <summary>Steps that are enough to learn something in; of fewer the log warns.</summary>
    public virtual int EnoughSteps => 100;

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
                    $"{name:option} is {value}, which {Name} does not support. Leave it at its default ({unset ?? "null"}).");
            }
        }
        CheckMonitor(options.EarlyStopping);
    }

    /// <summary>Checks that what early stopping watches is measured.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="given">Whether there are validation data of their own.</param>
    /// <exception cref="RnnOptionException">It is not.</exception>
    public void CheckValidation(RnnOptions options, bool given)
    {
        if (!given && options.ValidationFraction is null && options.EarlyStopping is { } stopping
            && EpochMetric.All(Metrics).Any(metric => metric.OnValidation && metric.Name == stopping.Monitor))
        {
            throw new RnnOptionException(nameof(RnnOptions.EarlyStopping), stopping,
                $"{nameof(RnnOptions.EarlyStopping):option} monitors {stopping.Monitor:metric}, but there are no validation data. "
                + $"Pass some to Fit, set {nameof(RnnOptions.ValidationFraction):option}, or monitor {RnnMetric.Loss:metric}.");
        }
    }

    /// <summary>Chooses the rows to hold out of training.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="fraction">Share to hold out, above 0 and below 1.</param>
    /// <param name="random">What draws them, where they are drawn.</param>
    /// <exception cref="RnnOptionException">There are too few rows to hold one out.</exception>
    public abstract RowSplit HoldOut(LabelledSequences data, float fraction, RandomStream random);

    /// <summary>Which rows make which batch.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">What draws them; the plan's alone.</param>
    public virtual BatchPlan CreatePlan(LabelledSequences data, IReadOnlyList<int> rows, RnnOptions options, RandomStream random) =>
        ShardedPlan.Of(data.Sequences, rows, options.BatchSize, options.Shuffle, random);

    /// <summary>What the outputs of a network mean while it is trained.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="label">What the labels ask of the network.</param>
    /// <exception cref="InvalidOperationException">No row counts.</exception>
    public virtual OutputScale ScaleOf(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label) => OutputScale.None;

    /// <summary>Has a new network begin otherwise than its parameters were drawn, where the task knows better.</summary>
    /// <param name="network">The network.</param>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="parameters">Its parameters, in <see cref="ParameterLayout"/>'s order.</param>
    public virtual void Begin(NetworkSpec network, LabelledSequences data, IReadOnlyList<int> rows, Span<float> parameters)
    {
    }

    /// <summary>The loss against the rows' targets.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="rows">Numbers of those that are trained on.</param>
    /// <param name="label">What the labels ask of the network.</param>
    /// <param name="scale">What <see cref="ScaleOf"/> gave for these rows.</param>
    /// <exception cref="RnnOptionException">No row counts.</exception>
    public abstract RowLoss CreateLoss(LabelledSequences data, IReadOnlyList<int> rows, LabelSpec label, OutputScale scale);

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
