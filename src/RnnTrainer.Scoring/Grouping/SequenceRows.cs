namespace RnnTrainer.Grouping;

/// <summary>The rows of one group: numbers of rows that a <see cref="RowStore"/> holds.</summary>
/// <param name="rows">All of them, in order.</param>
/// <param name="start">The first one that is kept.</param>
/// <param name="count">How many are kept.</param>
internal readonly ref struct SequenceRows(ReadOnlySpan<int> rows, int start, int count)
{
    /// <summary>The rows that are the steps of the sequence.</summary>
    public ReadOnlySpan<int> Steps { get; } = rows.Slice(start, count);

    /// <summary>The group's last row, kept or not.</summary>
    public int Last { get; } = rows[^1];
}
