namespace RnnTrainer.Data;

/// <summary>
/// What the rows of a <see cref="SequenceSource"/> should come to, in the rows' order: each has one target, or one for each step of
/// its sequence, where some may be missing. Targets are numbered from row to row; those of whole sequences have the rows' numbers.
/// </summary>
/// <param name="areOfSteps">Whether each step has a target.</param>
internal abstract class Targets(bool areOfSteps)
{
    /// <summary>In place of a number: there is no target.</summary>
    public const int None = -1;

    private readonly List<int>? ends = areOfSteps ? [] : null; // of each row: the number after that of its last step

    /// <summary>Whether each step has a target, and not the whole sequence.</summary>
    public bool AreOfSteps => ends is not null;

    /// <summary>Rows.</summary>
    public int Rows => ends?.Count ?? Count;

    /// <summary>Targets, those that are missing too.</summary>
    protected abstract int Count { get; }

    /// <summary>The number of a row's target at a step, or <see cref="None"/>. A whole sequence's is the same at each.</summary>
    /// <param name="row">The row.</param>
    /// <param name="step">The step, which may lie outside of the sequence.</param>
    public int Find(int row, int step)
    {
        if (ends is null)
            return row;
        int first = row == 0 ? 0 : ends[row - 1];
        return (uint)step < (uint)(ends[row] - first) && IsKnown(first + step) ? first + step : None;
    }

    /// <summary>The numbers of all targets of some rows, in order.</summary>
    public int[] Of(int[] rows) => ends is null ? rows
        : [.. rows.SelectMany(row => Enumerable.Range(row == 0 ? 0 : ends[row - 1], Steps(row))).Where(IsKnown)];

    /// <summary>Whether a target of a step is there.</summary>
    protected abstract bool IsKnown(int target);

    /// <summary>The number of a row's first target, and how many there are.</summary>
    protected (int First, int Count) NumbersOf(int row) => ends is null ? (row, 1) : (ends[row] - Steps(row), Steps(row));

    /// <summary>Says that the targets of a row are complete.</summary>
    protected void EndRow() => ends?.Add(Count);

    private int Steps(int row) => ends![row] - (row == 0 ? 0 : ends[row - 1]);
}
