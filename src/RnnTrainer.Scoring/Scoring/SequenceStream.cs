namespace RnnTrainer.Scoring;

/// <summary>
/// One sequence that comes step by step, and what a network says of it so far: the same bits as of the sequence that ends there. It holds
/// what a step leaves to the next and nothing else; weights and room to compute are the scorer's. One thread at a time may use it.
/// </summary>
internal sealed class SequenceStream
{
    private readonly SequenceScorer scorer;
    private readonly float[] values; // what is carried, then the block under way
    private readonly float[] outputs;

    public SequenceStream(SequenceScorer scorer)
    {
        this.scorer = scorer;
        values = new float[scorer.CarriedSize + scorer.BlockLength];
        outputs = new float[scorer.Layout.OutputSize];
        Reset();
    }

    /// <summary>Steps of the data so far.</summary>
    public long Steps { get; private set; }

    /// <summary>All that the next step depends on, besides <see cref="Steps"/>.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>Whether the steps so far make whole steps of the network.</summary>
    public bool IsWhole => ValuesInBlock == 0;

    private Span<float> Carried => values.AsSpan(0, scorer.CarriedSize);

    private Span<float> Block => values.AsSpan(scorer.CarriedSize);

    private int ValuesInBlock => (int)(Steps % (scorer.BlockLength / scorer.InputSize)) * scorer.InputSize;

    /// <summary>Begins a new sequence.</summary>
    public void Reset()
    {
        Steps = 0;
        scorer.Begin(Carried);
        Block.Clear();
    }

    /// <summary>Goes on where another stream of the network stood.</summary>
    public void Set(long steps, ReadOnlySpan<float> state)
    {
        state.CopyTo(values);
        Steps = steps;
    }

    /// <summary>Takes one more step, [input]. Where that makes a whole step of the network, it is to be scored before the next.</summary>
    public void Add(ReadOnlySpan<float> step)
    {
        Span<float> x = Block.Slice(ValuesInBlock, scorer.InputSize);
        step.CopyTo(x);
        scorer.PrepareStep(x, Carried);
        Steps++;
    }

    /// <summary>What the head gives for the steps so far, at least one: [outputs], good until it is asked again.</summary>
    public ReadOnlySpan<float> Score()
    {
        int blockSteps = scorer.BlockLength / scorer.InputSize, filled = ValuesInBlock;
        scorer.ScoreStep(Block, filled == 0 ? scorer.BlockLength : filled, Carried, (Steps - 1) / blockSteps + 1, outputs);
        return outputs;
    }
}
