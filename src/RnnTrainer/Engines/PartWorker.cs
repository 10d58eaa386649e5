using System.Numerics.Tensors;
using RnnTrainer.Data;
using RnnTrainer.Kernels;

namespace RnnTrainer.Engines;

/// <summary>Computes parts of batches, one after another; has room for the rows of one.</summary>
/// <param name="kernels">What computes.</param>
/// <param name="weights">The weights, packed before each batch.</param>
/// <param name="settings">How rows become a loss.</param>
/// <param name="network">The network, with the shares that dropout sets to zero.</param>
/// <param name="tree">Which rows make up which part of the batch.</param>
internal sealed class PartWorker(
    RnnKernels kernels, RnnWeights weights, EngineSettings settings, FlatNetwork network, PartTree tree)
{
    private readonly RnnWorkspace workspace = new(
        weights.Layout, Math.Min(settings.BatchSize, PartTree.MaxRows), forTraining: true, network.RecurrentDropout)
    {
        Dropout = network.Dropout,
    };

    private readonly int[] lengths = new int[PartTree.MaxRows];
    private readonly int[] categories = new int[network.Spec.Input.Categories.Count]; // of one row
    private float[] sequence = [];

    /// <param name="batch">The batch.</param>
    /// <param name="part">Which part of it.</param>
    /// <param name="sums">Receives the part's sums.</param>
    /// <exception cref="RnnOptionException">The rows' states do not fit into memory.</exception>
    public void Compute(Batch batch, int part, PartSums sums)
    {
        int first = tree.FirstRow(part);
        Span<int> steps = lengths.AsSpan(0, tree.FirstRow(part + 1) - first);
        if (steps.IsEmpty)
        {
            sums.Clear();
            return;
        }
        for (int row = 0; row < steps.Length; row++)
            steps[row] = batch.TimeSteps(first + row);
        Begin(steps);
        if (sequence.Length < batch.MaxTimeSteps * batch.InputSize)
            sequence = new float[batch.MaxTimeSteps * batch.InputSize];
        for (int row = 0; row < steps.Length; row++)
        {
            Span<float> values = sequence.AsSpan(0, steps[row] * batch.InputSize);
            batch.CopyTo(first + row, values);
            workspace.Load(row, values);
            batch.CopyCategories(first + row, categories);
            workspace.LoadCategories(row, categories);
            workspace.SetDropout(row, settings.DropoutKey(batch.Step, first + row));
            SetTargets(batch, first + row, row);
        }
        float scale = batch.TotalWeight > 0 ? (float)(1 / batch.TotalWeight) : 0;
        kernels.LossAndGradient(workspace, weights, settings.Loss, scale, sums.Gradients, sums.Sums);
    }

    private void SetTargets(Batch batch, int place, int row)
    {
        for (int step = 0; step < batch.TargetSteps(place); step++)
        {
            int target = batch.Target(place, step);
            workspace.SetTarget(row, step, target, target == Targets.None ? 0 : batch.Weight(place, target));
        }
    }

    private void Begin(ReadOnlySpan<int> steps)
    {
        try
        {
            workspace.Begin(steps);
        }
        catch (Exception exception) when (exception is OverflowException or OutOfMemoryException)
        {
            throw new RnnOptionException(nameof(RnnOptions.BatchSize), settings.BatchSize,
                $"The states of {steps.Length} sequences of up to {TensorPrimitives.Max(steps)} steps do not fit into memory. "
                + $"Use a smaller {nameof(RnnOptions.BatchSize):option} or {nameof(RnnOptions.HiddenSize):option}, or shorter "
                + $"sequences.", exception);
        }
    }
}
