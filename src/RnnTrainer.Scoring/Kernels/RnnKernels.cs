using System.Runtime.Intrinsics;

namespace RnnTrainer.Kernels;

/// <summary>Scores, loss and gradient of a recurrent network with a linear head, for one vector width.</summary>
internal abstract class RnnKernels(KernelLevel level, int lanes)
{
    /// <summary>All widths, narrowest first. A width that the machine lacks is emulated by the runtime: right, but slow.</summary>
    public static IReadOnlyList<RnnKernels> All { get; } =
    [
        new RnnKernels<LanesScalar, float>(KernelLevel.Scalar),
        new RnnKernels<Lanes128, Vector128<float>>(KernelLevel.Vector128),
        new RnnKernels<Lanes256, Vector256<float>>(KernelLevel.Vector256),
        new RnnKernels<Lanes512, Vector512<float>>(KernelLevel.Vector512),
    ];

    /// <summary>The widest that this machine has.</summary>
    public static RnnKernels Best { get; } = All[(int)(Vector512.IsHardwareAccelerated ? KernelLevel.Vector512
        : Vector256.IsHardwareAccelerated ? KernelLevel.Vector256
        : Vector128.IsHardwareAccelerated ? KernelLevel.Vector128
        : KernelLevel.Scalar)];

    public KernelLevel Level { get; } = level;

    /// <summary>Numbers in a vector.</summary>
    public int Lanes { get; } = lanes;

    /// <summary>
    /// Computes the states, outputs = V·[1; pooled], their loss, and the gradients by all weights, for the rows loaded into a
    /// workspace.
    /// </summary>
    /// <param name="workspace">The rows.</param>
    /// <param name="weights">The weights, of the same layout.</param>
    /// <param name="loss">What outputs cost.</param>
    /// <param name="scale">What a row of weight 1 counts: 1 / total weight of the whole batch.</param>
    /// <param name="gradients">Receives the gradients, of the same layout.</param>
    /// <param name="sums">Receives loss, weight and the task's sums.</param>
    public void LossAndGradient(
        RnnWorkspace workspace, RnnWeights weights, RowLoss loss, float scale, RnnGradients gradients, BatchSums sums)
    {
        Check(workspace, weights);
        workspace.DrawStateMasks(workspace.RecurrentDropout);
        weights.Embedding?.LookUp(workspace);
        weights.Categories?.LookUp(workspace);
        Forward(workspace, weights, workspace.Dropout);
        HeadAndLoss(workspace, weights, loss, scale, gradients, sums);
        Backward(workspace, weights, gradients);

        // The kernels hold pointers only.
        GC.KeepAlive(workspace);
        GC.KeepAlive(weights);
        GC.KeepAlive(gradients);
    }

    /// <summary>
    /// Computes the states and what the head makes of V·[1; pooled] for the rows loaded into a workspace, without dropout. The result
    /// of a row has the same bits in whatever block, and at whatever place, it is scored.
    /// </summary>
    /// <param name="workspace">The rows; receives the outputs.</param>
    /// <param name="weights">The weights, of the same layout.</param>
    public void Score(RnnWorkspace workspace, RnnWeights weights)
    {
        Check(workspace, weights);
        workspace.DrawStateMasks(rate: 0);
        weights.Embedding?.LookUp(workspace);
        weights.Categories?.LookUp(workspace);
        Forward(workspace, weights, dropout: 0);
        Conclude(workspace, weights, workspace.HeadRows);
    }

    /// <summary>
    /// Takes one more step of the one sequence that a network of forward layers reads in a workspace of one row, and computes what the
    /// head makes of the steps so far: the bits are those of the sequence that ends there.
    /// </summary>
    /// <param name="workspace">
    /// Holds what <see cref="CarriedState"/> says of the steps before; receives the outputs in its first row.
    /// </param>
    /// <param name="weights">The weights, of the same layout.</param>
    /// <param name="step">The step in the workspace: its first where it is the sequence's first.</param>
    /// <param name="count">Steps of the sequence with this one.</param>
    public void ScoreStep(RnnWorkspace workspace, RnnWeights weights, int step, long count)
    {
        Check(workspace, weights);
        weights.Embedding?.LookUp(workspace, step);
        ForwardStep(workspace, weights, step, count);
        Conclude(workspace, weights, headRows: 1);
    }

    // From the head's inputs to its outputs.
    private void Conclude(RnnWorkspace workspace, RnnWeights weights, int headRows)
    {
        ComputeOutputs(workspace, weights, 0, headRows);
        unsafe
        {
            delegate*<Span<float>, int, void> output = HeadOutput.Of(workspace.Layout.Head);
            for (int row = 0; row < headRows; row++)
            {
                output(workspace.HeadOutputs.Span.Slice(row * workspace.Layout.OutputStride, workspace.Layout.OutputSize),
                    workspace.Layout.NumberOutputs);
            }
        }
        GC.KeepAlive(workspace);
        GC.KeepAlive(weights);
    }

    protected abstract void ForwardStep(RnnWorkspace workspace, RnnWeights weights, int step, long count);

    protected abstract void Forward(RnnWorkspace workspace, RnnWeights weights, float dropout);

    protected abstract void ComputeOutputs(RnnWorkspace workspace, RnnWeights weights, int first, int rows);

    protected abstract void HeadAndLoss(
        RnnWorkspace workspace, RnnWeights weights, RowLoss loss, float scale, RnnGradients gradients, BatchSums sums);

    protected abstract void Backward(RnnWorkspace workspace, RnnWeights weights, RnnGradients gradients);

    private static void Check(RnnWorkspace workspace, RnnWeights weights)
    {
        if (workspace.Layout != weights.Layout)
            throw new ArgumentException("The workspace was made for another network than these weights.", nameof(workspace));
    }
}
