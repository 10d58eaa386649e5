using System.Runtime.Intrinsics;

namespace RnnTrainer.Kernels;

/// <summary>Scores, loss and gradient of a SimpleRNN with a linear head, for one vector width.</summary>
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
    /// Computes h(t) = tanh(W·[x(t); 1; h(t-1)]), logits = V·[1; h(T)], cross-entropy, and the gradients by W and V, for the
    /// rows loaded into a workspace. Sets its loss, correct count and gradients.
    /// </summary>
    /// <param name="workspace">The rows.</param>
    /// <param name="weights">The weights, of the same layout.</param>
    /// <param name="scale">Weight of each row: 1 / rows of the whole batch.</param>
    public abstract void LossAndGradient(RnnWorkspace workspace, RnnWeights weights, float scale);

    /// <summary>
    /// Computes h(t) = tanh(W·[x(t); 1; h(t-1)]) from h(0) = 0 and softmax(V·[1; h(T)]) for the first rows of a workspace. The
    /// result of a row has the same bits in whatever block, and at whatever place, it is scored.
    /// </summary>
    /// <param name="workspace">The sequences; receives the probabilities.</param>
    /// <param name="weights">The weights, of the same layout.</param>
    /// <param name="rows">The number of rows.</param>
    public void Score(ScoringWorkspace workspace, ForwardWeights weights, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, workspace.MaxRows);
        if (workspace.Layout != weights.Layout)
            throw new ArgumentException("The workspace was made for another network than these weights.", nameof(workspace));
        if (rows == 0)
            return;
        ComputeLogits(workspace, weights, rows);
        for (int row = 0; row < rows; row++)
            Softmax.Apply(workspace.Logits.Span.Slice(row * workspace.Layout.ClassStride, workspace.Layout.ClassCount));

        // The kernels hold pointers only.
        GC.KeepAlive(workspace);
        GC.KeepAlive(weights);
    }

    protected abstract void ComputeLogits(ScoringWorkspace workspace, ForwardWeights weights, int rows);
}
