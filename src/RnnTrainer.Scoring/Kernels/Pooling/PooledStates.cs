using RnnTrainer.Network;

namespace RnnTrainer.Kernels;

/// <summary>One summary of a direction's states: what was collected, and on the way back the gradient by it.</summary>
internal sealed class PooledStates
{
    private const int RunningFloats = 2; // the largest score, and the weights' sum

    private readonly PoolingForm form;
    private readonly bool forTraining;

    public PooledStates(RnnPooling summary, LayerLayout layout, int maxRows, bool forTraining)
    {
        int floats = checked(maxRows * layout.HiddenStride);
        form = PoolingForm.Of(summary);
        this.forTraining = forTraining;
        Values = new(form.Collects || forTraining ? floats : 0);
        Steps = new(form.KeepsSteps ? floats : 0);
        Running = new(form.HasQuery ? checked(maxRows * RunningFloats) : 0);
    }

    /// <summary>[rows, hidden]: what was collected, or the gradient that each state gets of it.</summary>
    public AlignedBuffer Values { get; }

    /// <summary>[rows, hidden]: the step that each value comes from.</summary>
    public AlignedBuffer Steps { get; }

    /// <summary>[rows, steps]: what the direction adds to each step's score, then to the gradient by its weight.</summary>
    public AlignedBuffer Scores { get; private set; } = new(0);

    /// <summary>[rows, 2]: the largest score so far, and the sum of the steps' weights relative to it.</summary>
    public AlignedBuffer Running { get; }

    /// <summary>[rows, steps]: the score of each step, both directions together; on the way back its weight.</summary>
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

    /// <summary>The largest score of a row (by rank) so far.</summary>
    public ref float LargestOf(int rank) => ref Running.Span[rank * RunningFloats];

    /// <summary>The sum of a row's weights so far, relative to the largest.</summary>
    public ref float TotalOf(int rank) => ref Running.Span[rank * RunningFloats + 1];

    /// <summary>What of <see cref="Values"/> goes from step to step of a row (by rank).</summary>
    public Span<float> CarriedValues(LayerLayout layout, int rank) => form.Collects ? ValuesOf(layout, rank) : [];

    /// <summary>What of <see cref="Running"/> goes from step to step of a row (by rank).</summary>
    public Span<float> CarriedRunning(int rank) => form.HasQuery ? Running.Span.Slice(rank * RunningFloats, RunningFloats) : [];

    /// <summary>Floats that a summary carries from step to step of a row.</summary>
    public static int CarriedSize(RnnPooling summary, LayerLayout layout)
    {
        PoolingForm form = PoolingForm.Of(summary);
        return (form.Collects ? layout.HiddenSize : 0) + (form.HasQuery ? RunningFloats : 0);
    }

    /// <summary>The scores of a row's first steps.</summary>
    public Span<float> ScoresOf(PackedRows packed, int rank, int steps) => Scores.Span.Slice(rank * packed.Steps, steps);

    /// <summary>The weights of a row's first steps.</summary>
    public Span<float> WeightsOf(PackedRows packed, int rank, int steps) => Weights.Span.Slice(rank * packed.Steps, steps);
}
