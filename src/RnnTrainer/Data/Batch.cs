namespace RnnTrainer.Data;

/// <summary>
/// What an engine gets: sequences 0 .. <see cref="Count"/> - 1, each of its own length, as the network's first layer reads them, with
/// their weighted targets. Any number of threads may read it.
/// </summary>
internal sealed class Batch
{
    private readonly SequenceSource source;
    private readonly SequenceInput input;
    private readonly Targets targets;
    private readonly ReadOnlyMemory<int> rows;
    private readonly Func<int, float> weightOf;
    private readonly SequenceChange? change;
    private readonly int[] timeShifts; // of each sequence, where its steps have targets

    /// <param name="data">The sequences with their targets.</param>
    /// <param name="input">What the network reads of them.</param>
    /// <param name="rows">Numbers of the batch's rows in the data.</param>
    /// <param name="step">Number of the optimizer step that the batch is for; augmentation depends on it.</param>
    /// <param name="weightOf">Weight of a target, in addition to its row's weight.</param>
    /// <param name="change">Changes the sequences as they are copied; null: nothing does.</param>
    public Batch(LabelledSequences data, SequenceInput input, ReadOnlyMemory<int> rows, long step, Func<int, float> weightOf,
        SequenceChange? change = null)
    {
        this.input = input;
        (source, targets) = data;
        this.rows = rows;
        this.weightOf = weightOf;
        this.change = change;
        Step = step;
        ShardRows = new[] { rows.Length };
        timeShifts = new int[targets.AreOfSteps ? rows.Length : 0];
        for (int i = 0; i < timeShifts.Length; i++)
            timeShifts[i] = change?.TimeShift(step, i) ?? 0;
        for (int i = 0; i < rows.Length; i++)
        {
            MaxTimeSteps = Math.Max(MaxTimeSteps, TimeSteps(i));
            for (int at = 0; at < TargetSteps(i); at++)
            {
                if (Target(i, at) is var target && target != Targets.None)
                    TotalWeight += Weight(i, target);
            }
        }
    }

    /// <summary>Number of the optimizer step that the batch is for.</summary>
    public long Step { get; }

    /// <summary>Sequences.</summary>
    public int Count => rows.Length;

    /// <summary>Rows of each shard that the data are split into, in the batch's order; one shard unless a plan knows more.</summary>
    public ReadOnlyMemory<int> ShardRows { get; init; }

    /// <summary>Values of a sequence at each step of the network.</summary>
    public int InputSize => input.StepSize;

    /// <summary>Steps that the network takes over the longest sequence.</summary>
    public int MaxTimeSteps { get; }

    /// <summary>The sum of the targets' weights, added in order. 0 is possible: then the batch teaches nothing.</summary>
    public double TotalWeight { get; }

    /// <summary>Whether each step may have a target, and not the whole sequence.</summary>
    public bool HasStepTargets => targets.AreOfSteps;

    /// <summary>Steps of sequence <paramref name="i"/> at which there may be a target: 1 where it is that of the whole sequence.</summary>
    public int TargetSteps(int i) => targets.AreOfSteps ? TimeSteps(i) : 1;

    /// <summary>The number of a target of sequence <paramref name="i"/>, or <see cref="Targets.None"/>.</summary>
    /// <param name="i">The place in the batch.</param>
    /// <param name="at">The step, counted after the augmentation, which moves targets with their steps.</param>
    public int Target(int i, int at) => targets.Find(rows.Span[i], targets.AreOfSteps ? at - timeShifts[i] : 0);

    /// <summary>How much a target of sequence <paramref name="i"/> counts.</summary>
    public float Weight(int i, int target) => source.Weight(rows.Span[i]) * weightOf(target);

    /// <summary>Steps that the network takes over sequence <paramref name="i"/>.</summary>
    public int TimeSteps(int i) => input.StepsOf(source.Length(rows.Span[i]));

    /// <summary>Copies what the network reads of sequence <paramref name="i"/>, changed as training asks for.</summary>
    /// <param name="i">The place in the batch.</param>
    /// <param name="destination">[<see cref="TimeSteps"/>(i) x <see cref="InputSize"/>] or more.</param>
    public void CopyTo(int i, Span<float> destination)
    {
        int row = rows.Span[i];
        source.CopyTo(row, destination);
        Span<float> sequence = destination[..source.Length(row)];
        input.Prepare(sequence);
        change?.Apply(sequence, source.InputSize, Step, i);
        input.Complete(destination, sequence.Length);
    }

    /// <summary>Says what sequence <paramref name="i"/> is as a whole.</summary>
    /// <param name="i">The place in the batch.</param>
    /// <param name="destination">Receives a category for each of the network's tables.</param>
    public void CopyCategories(int i, Span<int> destination) => source.CopyCategories(rows.Span[i], destination);

    /// <summary>Number of sequence <paramref name="i"/> in the source.</summary>
    public int Row(int i) => rows.Span[i];
}
