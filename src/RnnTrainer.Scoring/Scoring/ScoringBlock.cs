using RnnTrainer.Kernels;

namespace RnnTrainer.Scoring;

/// <summary>A few sequences, put in one by one and scored together. The memory is used again from block to block.</summary>
/// <param name="scorer">The network.</param>
/// <param name="workspace">Room for the rows.</param>
internal sealed class ScoringBlock(SequenceScorer scorer, RnnWorkspace workspace)
{
    private const int Empty = -1;

    private readonly int[] lengths = new int[workspace.MaxRows]; // of each sequence that has steps: its values
    private readonly int[] timeSteps = new int[workspace.MaxRows]; // of each such sequence: steps of the network
    private readonly int[] places = new int[workspace.MaxRows]; // of each row: its sequence, or Empty
    private readonly float[] missing = [.. Enumerable.Repeat(float.NaN, scorer.Layout.OutputSize)];
    private readonly int[] categories = new int[workspace.MaxRows * scorer.Layout.Categories.Count]; // of each sequence that has steps
    private float[] values = new float[workspace.MaxRows * scorer.SequenceRoom];
    private float[] gathered = [];
    private int count, sequences, end;

    /// <summary>The most rows that it takes.</summary>
    public int MaxRows => workspace.MaxRows;

    /// <summary>Rows put in.</summary>
    public int Count => count;

    /// <summary>Whether it should be scored before more rows come.</summary>
    public bool IsFull => count == MaxRows || scorer.IsFull(count, end);

    /// <summary>Takes all rows out.</summary>
    public void Clear() => count = sequences = end = 0;

    /// <summary>Puts in one more row, whose values the caller writes into the span, [time steps, input].</summary>
    /// <param name="length">The number of values: whole time steps. None is an empty sequence, whose result is not a number.</param>
    /// <param name="ofSequence">What the sequence has as a whole, a category of each table; none where the network reads none.</param>
    public Span<float> Add(int length, ReadOnlySpan<int> ofSequence = default)
    {
        int start = end;
        end = checked(start + scorer.RoomOf(length));
        if (end > values.Length)
            Array.Resize(ref values, Math.Max(end, Math.Min(Array.MaxLength, 2 * values.Length)));
        places[count++] = length == 0 ? Empty : sequences;
        if (length > 0)
        {
            ofSequence.CopyTo(categories.AsSpan(sequences * scorer.Layout.Categories.Count));
            lengths[sequences] = length;
            timeSteps[sequences++] = scorer.StepsOf(length);
        }
        return values.AsSpan(start, length);
    }

    /// <summary>Scores the rows put in, once.</summary>
    public void Score()
    {
        if (sequences == 0)
            return;
        workspace.Begin(timeSteps.AsSpan(0, sequences));
        int start = 0;
        for (int sequence = 0; sequence < sequences; sequence++)
        {
            int room = scorer.RoomOf(lengths[sequence]);
            scorer.Load(workspace, sequence, values.AsSpan(start, room), lengths[sequence]);
            int tables = scorer.Layout.Categories.Count;
            workspace.LoadCategories(sequence, categories.AsSpan(sequence * tables, tables));
            start += room;
        }
        scorer.Score(workspace);
    }

    /// <summary>
    /// What the head gives for a row: [outputs], not a number where it is empty; or where outputs come at each step
    /// [time steps, outputs], valid until the next row is read.
    /// </summary>
    public ReadOnlySpan<float> Outputs(int row)
    {
        int place = places[row];
        return scorer.Layout.HasStepOutputs ? place == Empty ? [] : OutputsOfSteps(place)
            : place == Empty ? missing : workspace.Outputs(place, step: 0);
    }

    private ReadOnlySpan<float> OutputsOfSteps(int place)
    {
        int steps = timeSteps[place], size = scorer.Layout.OutputSize;
        if (gathered.Length < steps * size)
            gathered = new float[checked(steps * size)];
        for (int step = 0; step < steps; step++)
            workspace.Outputs(place, step).CopyTo(gathered.AsSpan(step * size));
        return gathered.AsSpan(0, steps * size);
    }
}
