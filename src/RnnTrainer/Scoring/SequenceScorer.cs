using RnnTrainer.Kernels;
using RnnTrainer.Model;

namespace RnnTrainer.Scoring;

/// <summary>Scores sequences, one or a block at a time, with a network's weights, packed once. Immutable and thread-safe.</summary>
internal sealed class SequenceScorer
{
    // Whole tiles of every width (4 or 6 rows); their state and the weights stay in the first-level cache (measured: 6 to 48).
    private const int RowsInBlock = 12;

    // Very long sequences make smaller blocks: 4 MB of them.
    private const int MaxFloatsInBlock = 1 << 20;

    private readonly RnnKernels kernels;
    private readonly RnnLayout layout;
    private readonly ForwardWeights weights;

    public SequenceScorer(RnnModel model) : this(model, RnnKernels.Best)
    {
    }

    public SequenceScorer(RnnModel model, RnnKernels kernels)
    {
        this.kernels = kernels;
        RnnShape shape = model.Shape;
        layout = new RnnLayout(shape.TimeSteps, shape.InputSize, shape.HiddenSize, shape.ClassCount, kernels.Lanes);
        weights = new ForwardWeights(layout);
        weights.Pack(model.InputWeights, model.RecurrentWeights, model.Bias, model.HeadWeights, model.HeadBias);
        BlockRows = Math.Clamp(MaxFloatsInBlock / shape.SequenceLength, 1, RowsInBlock);
    }

    /// <summary>The number of rows that are best scored together.</summary>
    public int BlockRows { get; }

    /// <summary>Multiplications and additions in the recurrence of one row.</summary>
    public long WorkPerRow => (long)layout.TimeSteps * layout.Inputs * layout.HiddenSize;

    /// <summary>Room for a number of rows: <see cref="BlockRows"/>, or 1 where they come one by one.</summary>
    public ScoringWorkspace CreateWorkspace(int rows) => new(layout, rows);

    /// <summary>Replaces the probabilities of the first rows of a workspace by those of the sequences that it holds.</summary>
    public void Score(ScoringWorkspace workspace, int rows) => kernels.Score(workspace, weights, rows);

    /// <summary>The key, from 1, of the first of the largest probabilities; 0, missing, when none is a number.</summary>
    public static uint PredictedKey(ReadOnlySpan<float> probabilities)
    {
        int best = -1;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (!float.IsNaN(probabilities[i]) && (best < 0 || probabilities[i] > probabilities[best]))
                best = i;
        }
        return (uint)(best + 1);
    }
}
