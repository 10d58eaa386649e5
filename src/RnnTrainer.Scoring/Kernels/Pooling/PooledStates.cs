using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>One summary of a direction's states: what was collected, and on the way back the gradient by it.</summary>
internal sealed class PooledStates
{
    private readonly PoolingForm form;
    private readonly bool forTraining;

    public PooledStates(RnnPooling summary, int floats, bool forTraining)
    {
        form = PoolingForm.Of(summary);
        this.forTraining = forTraining;
        Values = new(form.Collects || forTraining ? floats : 0);
        Steps = new(form.KeepsSteps ? floats : 0);
    }

    /// <summary>[rows, hidden]: what was collected, or the gradient that each state gets of it.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>[rows, hidden]: the step that each value comes from.</summary>
    public AlignedBuffer Steps { get; }

    /// <summary>[rows, steps]: what the direction adds to each step's score, then to the gradient by its weight.</summary>
    public AlignedBuffer Scores { get; private set; } = new(0);

    /// <summary>[rows, steps]: the weight of each step.</summary>
    public AlignedBuffer Weights { get; private set; } = new(0);

    /// <summary>Slab by slab, [rows]: the gradient by the score of the step before.</summary>
    public AlignedBuffer ScoreGradient { get; private set; } = new(0);

    /// <summary>Prepares for rows arranged anew.</summary>
    public void Arrange(PackedRows packed)
    {
        if (!form.HasQuery)
            return;
        int steps = checked(packed.Rows * packed.Steps);
        if (steps > Scores.Length)
            (Scores, Weights) = (new(steps), new(steps));
        if (forTraining && packed.Total > ScoreGradient.Length)
            ScoreGradient = new(packed.Total);
    }

    /// <summary>What was collected of a row (by rank), [hidden].</summary>
    public Span<float> ValuesOf(LayerLayout layout, int rank) => Values.Span.Slice(rank * layout.HiddenStride, layout.HiddenSize);

    /// <summary>The scores of a row's first steps.</summary>
    public Span<float> ScoresOf(PackedRows packed, int rank, int steps) => Scores.Span.Slice(rank * packed.Steps, steps);

    /// <summary>The weights of a row's first steps.</summary>
    public Span<float> WeightsOf(PackedRows packed, int rank, int steps) => Weights.Span.Slice(rank * packed.Steps, steps);
}
