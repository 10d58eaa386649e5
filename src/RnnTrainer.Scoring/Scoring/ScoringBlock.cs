using RnnTrainer.Kernels;

namespace RnnTrainer.Scoring;

/// <summary>A few sequences, put in one by one and scored together. The memory is used again from block to block.</summary>
/// <param name="scorer">The network.</param>
/// <param name="workspace">Room for the rows.</param>
internal sealed class ScoringBlock(SequenceScorer scorer, RnnWorkspace workspace)
{
    private readonly int[] timeSteps = new int[workspace.MaxRows];
    private float[] values = new float[workspace.MaxRows * scorer.SequenceLength];
    private int count, end;

    /// <summary>The most rows that it takes.</summary>
    public int MaxRows => workspace.MaxRows;

    /// <summary>Rows put in.</summary>
    public int Count => count;

    /// <summary>Whether it should be scored before more rows come.</summary>
    public bool IsFull => count == MaxRows || scorer.IsFull(count, end);

    /// <summary>Takes all rows out.</summary>
    public void Clear() => count = end = 0;

    /// <summary>Puts in one more row, whose values the caller writes into the span, [time steps, input].</summary>
    /// <param name="length">The number of values: whole time steps, at least one.</param>
    public Span<float> Add(int length)
    {
        if (end + length > values.Length)
            Array.Resize(ref values, Math.Max(checked(end + length), Math.Min(Array.MaxLength, 2 * values.Length)));
        timeSteps[count++] = length / scorer.InputSize;
        end += length;
        return values.AsSpan(end - length, length);
    }

    /// <summary>Scores the rows put in.</summary>
    public void Score()
    {
        if (count == 0)
            return;
        workspace.Begin(timeSteps.AsSpan(0, count));
        int start = 0;
        for (int row = 0; row < count; row++)
        {
            int length = timeSteps[row] * scorer.InputSize;
            workspace.Load(row, values.AsSpan(start, length));
            start += length;
        }
        scorer.Score(workspace);
    }

    /// <summary>What the head gives for a row, [outputs].</summary>
    public ReadOnlySpan<float> Outputs(int row) => workspace.Probabilities(row);
}
